import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { Rich, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { TimeAgo } from "~/ui/time";
import type { RefusedAnswer } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import type { AuditView, VoterObjection } from "./audits.server";

type AnswerableObjection = AuditView["objections"][number];

interface ObjectionAnswersProps {
  objections: readonly AnswerableObjection[];
  /** Nobody answers themselves. */
  meId: MemberId;
  answer: RefusedAnswer | null;
  now: number;
}

/** What people say against their vote being out, each with an answer or a form for it. */
export const ObjectionAnswers = ({ objections, meId, answer, now }: ObjectionAnswersProps): ReactNode =>
  objections.map((one) => (
    <article key={one.id} className="audit__objection">
      <div className="meta">
        <PersonName id={one.id} name={one.name} />
        <TimeAgo at={one.objectedAt} now={now} />
      </div>
      <p className="as-typed">{one.objection}</p>
      {one.answer === null
        ? one.id !== meId &&
          one.whyNotAnswer === null && (
            <AnswerForm id={one.id} answer={answer?.typed.member === String(one.id) ? answer : null} />
          )
        : one.by && <Answered one={one} by={one.by} />}
    </article>
  ));

function Answered({ one: { answer, isExcluded }, by }: { one: VoterObjection; by: string }): ReactNode {
  return (
    <>
      <p className="small">
        <Rich k={saidBy(isExcluded, answer)} values={{ by: <b>{by}</b> }} />
      </p>
      {answer && <p className="as-typed muted">{answer}</p>}
    </>
  );
}

// What was undone as a whole was answered without a word.
const saidBy = (isExcluded: boolean, answer: string | null) =>
  isExcluded ? "auditing.answered.kept" : answer ? "auditing.answered.lifted" : "auditing.answered.undone";

function AnswerForm({ id, answer }: { id: MemberId; answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  return (
    <Form method="post" className="form">
      <input type="hidden" name="member" value={id} />
      <TextBox
        label={t("auditing.answer")}
        name="answer"
        rows={2}
        defaultValue={answer?.typed.answer}
        why={answer?.refusal.fields.answer}
      />
      <div className="button-row">
        <Button look="quiet" name="wish" value="lift">
          {t("auditing.answer.lift")}
        </Button>
        <Button look="quiet" name="wish" value="keep">
          {t("auditing.answer.keep")}
        </Button>
      </div>
    </Form>
  );
}
