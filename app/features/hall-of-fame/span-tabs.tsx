import type { ReactNode } from "react";
import { useSeasonName } from "~/features/ledger/season-names";
import { useT } from "~/platform/i18n/speech";
import { TabLink, TabMenu } from "~/ui/tabs";
import { type HallFilter, hallHref, SPANS } from "./hall-filter";

interface SpanTabsProps {
  filter: HallFilter;
  /** Seasons that are over, the latest first. */
  past: readonly string[];
  /** Boards to choose from. */
  children?: ReactNode;
}

/** Over what people are ranked. */
export function SpanTabs({ filter, past, children }: SpanTabsProps): ReactNode {
  const t = useT();
  return (
    <nav className="tabs" aria-label={t("hall.by")}>
      {SPANS.map((by) => (
        <TabLink key={by} href={hallHref(filter, { by })} label={t(`hall.by.${by}`)} isCurrent={filter.by === by} />
      ))}
      {children}
      <PastSeasons past={past} current={null} />
    </nav>
  );
}

/** The way to seasons that are over. */
export function PastSeasons({ past, current }: { past: readonly string[]; current: string | null }): ReactNode {
  const t = useT();
  const seasonName = useSeasonName();
  if (past.length === 0) return null;
  const items = past.map((id) => ({ href: `/hall/${id}`, label: seasonName(id), isCurrent: id === current }));
  // What is chosen here is the season of the whole page, not one more of its rankings: it is named, and not lit.
  return <TabMenu label={current === null ? t("hall.past") : seasonName(current)} isChosen={false} items={items} />;
}
