import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Notice } from "~/ui/notice";
import { kindCalled } from "~/web/kept-kinds";

interface KeptNoteProps {
  next: string;
  /** Whoever joins here has to be let in first. */
  isByApproval?: boolean;
}

/** For those on their way to what they sent before signing in: what it was, and that it is not lost. */
export function KeptNote({ next, isByApproval = false }: KeptNoteProps): ReactNode {
  const t = useT();
  const [page, query] = next.split("?");
  if (page !== "/kept") return null;
  const kind = kindCalled(new URLSearchParams(query).get("what"));
  const when = t(isByApproval ? "keeping.when.let.in" : "keeping.when.signed.in");
  return <Notice>{t(`keeping.note.${kind ?? "other"}`, { when })}</Notice>;
}
