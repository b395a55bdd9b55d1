import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import type { RefusedAnswer } from "~/web/refusal";
import type { ListedAudit } from "./audits.server";

interface VerdictProps {
  audit: ListedAudit;
  /** Why this reader can't decide. */
  whyNot: RefusalCode | null;
  answer: RefusedAnswer | null;
  now: number;
}

/** What was decided, by whom and why, with the way back. */
export function Verdict({ audit, whyNot, answer, now }: VerdictProps): ReactNode {
  const t = useT();
  const { verdict, by, reason, decidedAt, undoneAt, undoneBy } = audit;
  const isOfVotes = audit.suspects > 0;
  const said = verdict === "let" ? "auditing.by.let" : isOfVotes ? "auditing.by.excluded" : "auditing.by.kept";
  const canUndo = isOfVotes ? verdict === "excluded" : verdict !== null;
  const refused = answer && Object.keys(answer.refusal.fields).length === 0 && answer.refusal.sentence;
  return (
    <>
      {refused && <Notice tone="bad">{refused}</Notice>}
      {whyNot && verdict === null && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
      {verdict !== null && (
        <>
          <p>
            <Rich k={said} values={{ by: <b>{by}</b> }} /> {decidedAt !== null && <TimeAgo at={decidedAt} now={now} />}
          </p>
          <p className="as-typed muted">{reason}</p>
        </>
      )}
      {undoneAt !== null && (
        <p>
          <Rich k="auditing.by.undone" values={{ by: <b>{undoneBy}</b> }} /> <TimeAgo at={undoneAt} now={now} />
        </p>
      )}
      {canUndo && undoneAt === null && whyNot === null && (
        <Form method="post">
          <Button look="quiet" name="wish" value="undo">
            {t(isOfVotes ? "auditing.undo" : "auditing.undo.number")}
          </Button>
        </Form>
      )}
    </>
  );
}
