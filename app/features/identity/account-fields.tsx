import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { TextField } from "~/ui/field";
import type { RefusedAnswer } from "~/web/refusal";
import { SHORTEST_PASSWORD } from "./rules";

/** What a new account needs: two names and a password. */
export function AccountFields({ answer }: { answer: RefusedAnswer | null }): ReactNode {
  const t = useT();
  const typed = answer?.typed ?? {};
  const why = answer?.refusal.fields ?? {};
  return (
    <>
      <TextField
        label={t("identity.display.name")}
        hint={t("identity.display.name.hint")}
        name="displayName"
        autoComplete="nickname"
        required
        defaultValue={typed.displayName}
        why={why.displayName}
      />
      <TextField
        label={t("identity.username")}
        hint={t("identity.username.hint")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        required
        defaultValue={typed.username}
        why={why.username}
      />
      <TextField
        label={t("identity.password")}
        hint={t("identity.password.hint", { count: SHORTEST_PASSWORD })}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        why={why.password}
      />
    </>
  );
}
