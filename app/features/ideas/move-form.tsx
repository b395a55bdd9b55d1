import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Choice, TextBox, TextField, Tick } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { type MoveTarget, type Need, REASON_CODES } from "./rules";

interface MoveFormProps {
  idea: { id: number; title: string };
  to: MoveTarget;
  needs: readonly Need[];
  owners: ReadonlyArray<{ id: number; displayName: string }>;
  teams: ReadonlyArray<{ id: number; name: string }>;
  /** Proposed at first: whoever moves it, and their team. */
  mine: { owner: number; team: number | null };
  answer: RefusedAnswer | null;
}

/** What a move has to say, and nothing else. */
export function MoveForm({ idea, to, needs, owners, teams, mine, answer }: MoveFormProps): ReactNode {
  const t = useT();
  const typed = answer?.typed ?? {};
  const why = answer?.refusal.fields ?? {};
  const isDecline = needs.includes("sentence");
  return (
    <Form className="form" method="post">
      <div>
        <h1>{t(`ideas.move.${to}`)}</h1>
        <p className="muted">{idea.title}</p>
      </div>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="to" value={to} />
      {needs.includes("code") && (
        <Choice label={t("ideas.move.code")} name="code" defaultValue={typed.code ?? ""} why={why.code}>
          <option value="">{t("ideas.move.choose")}</option>
          {REASON_CODES.map((code) => (
            <option key={code} value={code}>
              {t(`ideas.reason.${code}`)}
            </option>
          ))}
        </Choice>
      )}
      {needs.includes("owner") && (
        <Choice
          label={t("ideas.move.owner")}
          hint={t("ideas.move.owner.hint")}
          name="owner"
          defaultValue={typed.owner ?? mine.owner}
          why={why.owner}
        >
          {owners.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </Choice>
      )}
      {needs.includes("team") && teams.length === 0 && <Notice>{t("ideas.move.no.team")}</Notice>}
      {needs.includes("team") && (
        <Choice label={t("ideas.move.team")} name="team" defaultValue={typed.team ?? mine.team ?? ""} why={why.team}>
          <option value="">{t("ideas.move.choose")}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {needs.includes("week") && (
        <div>
          <TextField
            label={t("ideas.move.week")}
            hint={t("ideas.move.week.hint")}
            name="week"
            placeholder="2026-W50"
            defaultValue={typed.week}
            why={why.week}
          />
          <Tick label={t("ideas.move.no.date")} name="noDate" defaultChecked={typed.noDate === "on"} />
        </div>
      )}
      <TextBox
        label={t(isDecline ? "ideas.move.sentence" : "ideas.move.reason")}
        hint={isDecline ? t("ideas.move.sentence.hint") : undefined}
        name="reason"
        defaultValue={typed.reason}
        why={why.reason}
      />
      <div className="button-row">
        <Button look="go">{t(`ideas.move.${to}`)}</Button>
        <ButtonLink look="quiet" href={`/ideas/${idea.id}`}>
          {t("site.cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
