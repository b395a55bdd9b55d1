import type { ReactNode } from "react";
import { TextField } from "~/ui/field";

interface CodeFieldProps {
  label: string;
  hint?: string;
  why?: string | undefined;
  /** Letters, too: a recovery code. */
  anySigns?: true;
}

/** For a code that was just mailed or shown: phones offer it by themselves. */
export const CodeField = ({ label, hint, why, anySigns }: CodeFieldProps): ReactNode => (
  <TextField
    label={label}
    hint={hint}
    why={why}
    name="code"
    autoComplete="one-time-code"
    autoCapitalize="none"
    spellCheck={false}
    maxLength={20}
    required
    {...(!anySigns && { inputMode: "numeric" as const })}
  />
);
