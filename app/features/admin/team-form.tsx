import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { TeamRow } from "~/features/members/teams.server";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Choice, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";

interface TeamFormProps {
  /** The team to change; absent, a new one. */
  team: TeamRow | undefined;
  /** Who can answer for it: any employee. */
  staff: ReadonlyArray<{ id: number; displayName: string }>;
  answer: RefusedAnswer | null;
}

/** A team's name, and who answers for it. */
export function TeamForm({ team, staff, answer }: TeamFormProps): ReactNode {
  const t = useT();
  const typed = answer?.typed;
  const why = answer?.refusal.fields ?? {};
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      <input type="hidden" name="id" value={team?.id ?? ""} />
      <TextField label={t("admin.teams.name")} name="name" defaultValue={typed?.name ?? team?.name} why={why.name} />
      {team && (
        <Choice
          label={t("admin.teams.lead")}
          hint={t("admin.teams.lead.hint")}
          name="lead"
          defaultValue={typed?.lead ?? team.leadId ?? ""}
          why={why.lead}
        >
          <option value="">{t("admin.teams.lead.none")}</option>
          {staff.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </Choice>
      )}
      <div className="button-row">
        <Button look="go">{t(team ? "site.save" : "admin.teams.add")}</Button>
      </div>
    </Form>
  );
}
