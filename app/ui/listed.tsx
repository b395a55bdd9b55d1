import type { ReactNode } from "react";
import { marksBehind } from "~/platform/i18n/list";
import { useSpeech } from "~/platform/i18n/speech";

/** Links in a row, as the language writes lists. */
export function ListedLinks({ links }: { links: ReadonlyArray<{ href: string; label: string }> }): ReactNode {
  const { locale } = useSpeech();
  const marks = marksBehind(links.length, locale);
  return links.map(({ href, label }, n) => (
    <span key={href}>
      <a href={href}>{label}</a>
      {marks[n]}
    </span>
  ));
}
