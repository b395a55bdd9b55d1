import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "./button";
import "./pager.css";

interface PagerProps {
  /** Where the list begins; null on its first page. */
  first: string | null;
  /** Where it goes on; null on its last. */
  next: string | null;
  /** What comes there. */
  more: string;
}

/** The ways on in a list of pages: on, and back to its start. Nothing where it has but one. */
export function Pager({ first, next, more }: PagerProps): ReactNode {
  const t = useT();
  if (!first && !next) return null;
  return (
    <nav className="pager" aria-label={t("site.pager")}>
      {first && <ButtonLink href={first}>{t("site.pager.first")}</ButtonLink>}
      {next && (
        <ButtonLink rel="next" href={next}>
          {more}
        </ButtonLink>
      )}
    </nav>
  );
}
