import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Notice } from "~/ui/notice";

/** For those on their way to what they sent before signing in: it is not lost. */
export function KeptNote({ next }: { next: string }): ReactNode {
  const t = useT();
  return /^\/kept(?:\?|$)/.test(next) && <Notice>{t("keeping.note")}</Notice>;
}
