import type { ReactNode } from "react";
import { SIGN_UPS } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Choice } from "~/ui/field";

/** Who may join. */
export function SignUpChoice({ chosen }: { chosen: string }): ReactNode {
  const t = useT();
  return (
    <div id="sign-up">
      <Choice label={t("admin.sign.up")} hint={t("admin.sign.up.hint")} name="signUp" defaultValue={chosen}>
        {SIGN_UPS.map((known) => (
          <option key={known} value={known}>
            {t(`admin.sign.up.${known}`)}
          </option>
        ))}
      </Choice>
    </div>
  );
}
