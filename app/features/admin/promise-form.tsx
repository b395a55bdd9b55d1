import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { BoardRow } from "~/features/topics/topics.server";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

interface PromiseFormProps {
  board: BoardRow;
  teams: ReadonlyArray<{ id: number; name: string }>;
  answer: RefusedAnswer | null;
}

/** Whose board it is, and when they promise to answer. */
export function PromiseForm({ board, teams, answer }: PromiseFormProps): ReactNode {
  const t = useT();
  const typed = answer?.typed;
  const why = answer?.refusal.fields ?? {};
  const number = (name: "promiseTop" | "promiseTopDays" | "promiseAbove" | "promiseDays") => ({
    name,
    inputMode: "numeric" as const,
    defaultValue: typed?.[name] ?? board[name],
    why: why[name],
  });
  return (
    <Form className="form" method="post">
      <h3>{t("admin.promise")}</h3>
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="id" value={board.id} />
      <Choice
        label={t("admin.promise.team")}
        hint={t("admin.promise.team.hint")}
        name="team"
        defaultValue={typed?.team ?? board.teamId ?? ""}
        why={why.team}
      >
        <option value="">{t("admin.promise.team.none")}</option>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <div className="promise-pair">
        <TextField label={t("admin.promise.top")} {...number("promiseTop")} />
        <TextField label={t("admin.promise.top.days")} {...number("promiseTopDays")} />
        <TextField label={t("admin.promise.above")} {...number("promiseAbove")} />
        <TextField label={t("admin.promise.days")} {...number("promiseDays")} />
      </div>
      <p className="small muted">{t("admin.promise.note")}</p>
      <div className="button-row">
        <Button look="go">{t("admin.promise.save")}</Button>
      </div>
    </Form>
  );
}
