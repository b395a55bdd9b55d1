import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { TextBox, TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import { type ClaimKind, GROUPS, kindsOf } from "./rules";
import type { TypedRules } from "./ruling-form";
import "./claims.css";

interface RulesFormProps {
  /** What stands in the fields: the rules, or what was typed. */
  typed: TypedRules;
  answer: RefusedAnswer | null;
}

type Why = Readonly<Record<string, string | undefined>>;

/** What acts are worth, to be looked at in advance or changed. */
export function RulesForm({ typed, answer }: RulesFormProps): ReactNode {
  const t = useT();
  const why: Why = answer?.refusal.fields ?? {};
  const field = (name: string) => ({
    name,
    inputMode: "numeric" as const,
    defaultValue: typed[name] ?? "",
    why: why[name],
  });
  return (
    <Form className="form" method="post">
      {answer && <Notice tone="bad">{answer.refusal.sentence}</Notice>}
      {GROUPS.map((group) => (
        <fieldset key={group}>
          <legend>{t(`ledger.group.${group}`)}</legend>
          {kindsOf(group).map((kind) => (
            <KindFields key={kind} kind={kind} field={field} />
          ))}
        </fieldset>
      ))}
      <TextField label={t("ledger.ceiling")} {...field("dailyCeiling")} />
      <TextField label={t("ledger.marks")} {...field("marksAWeekFromOne")} />
      <TextField label={t("ledger.duplicates")} {...field("duplicatesAnIdea")} />
      <TextBox
        label={t("ledger.reason")}
        hint={t("ledger.reason.hint")}
        name="reason"
        rows={2}
        defaultValue={typed.reason ?? ""}
        why={why.reason}
      />
      <div className="button-row">
        <Button name="wish" value="previewed">
          {t("ledger.preview")}
        </Button>
        <Button name="wish" value="saved" look="go">
          {t("ledger.save")}
        </Button>
      </div>
    </Form>
  );
}

interface KindFieldsProps {
  kind: ClaimKind;
  field(name: string): { name: string; defaultValue: string; why: string | undefined };
}

function KindFields({ kind, field }: KindFieldsProps): ReactNode {
  const t = useT();
  const name = t(`ledger.kind.${kind}`);
  return (
    <div className="points-rule">
      <span>{name}</span>
      <TextField label={t("ledger.worth")} aria-label={`${name}, ${t("ledger.worth")}`} {...field(`points.${kind}`)} />
      <TextField label={t("ledger.a.day")} aria-label={`${name}, ${t("ledger.a.day")}`} {...field(`aDay.${kind}`)} />
    </div>
  );
}
