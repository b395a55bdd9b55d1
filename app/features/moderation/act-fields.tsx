import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Choice, TextBox } from "~/ui/field";
import type { RefusedAnswer } from "~/web/refusal";
import { RULES, type Rule } from "./rules";

/** Which rule of the house it is about. */
export function RuleField({ answer, first }: { answer: RefusedAnswer | null; first?: Rule | null }): ReactNode {
  const t = useT();
  return (
    <Choice
      label={t("moderation.rule")}
      name="rule"
      defaultValue={answer?.typed.rule ?? first ?? ""}
      why={answer?.refusal.fields.rule}
    >
      <option value="">{t("moderation.choose")}</option>
      {RULES.map((rule) => (
        <option key={rule} value={rule}>
          {t(`moderation.rule.${rule}`)}
        </option>
      ))}
    </Choice>
  );
}

/** Why: people read it. */
export function ReasonField({ answer }: { answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  return (
    <TextBox
      label={t("moderation.reason")}
      hint={t("moderation.reason.hint")}
      name="reason"
      rows={2}
      defaultValue={answer?.typed.reason}
      why={answer?.refusal.fields.reason}
    />
  );
}
