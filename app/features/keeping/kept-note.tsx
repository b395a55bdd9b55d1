import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Notice } from "~/ui/notice";
import { kindCalled } from "~/web/kept-kinds";

/** For those on their way to what they sent before signing in: what it was, and that it is not lost. */
export function KeptNote({ next }: { next: string }): ReactNode {
  const t = useT();
  const [page, query] = next.split("?");
  if (page !== "/kept") return null;
  const kind = kindCalled(new URLSearchParams(query).get("what"));
  return <Notice>{t(`keeping.note.${kind ?? "other"}`)}</Notice>;
}
