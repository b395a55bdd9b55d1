import Clock from "lucide-react/icons/clock";
import type { ReactNode } from "react";
import { EVERY_REQUEST, type RequestFilter, requestHref } from "~/features/export/request-filter";
import { daysBetween } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { TabLink } from "~/ui/tabs";

interface DeskStripProps {
  filter: RequestFilter;
  waiting: number;
  overdue: number;
  /** When the first of them was due, UTC milliseconds. */
  since: number;
  now: number;
}

/**
 * On top of the desk: what is overdue, before everything else, and the ways to look at the rest. What is counted here is
 * counted over all boards, and its links show just that.
 */
export function DeskStrip({ filter, waiting, overdue, since, now }: DeskStripProps): ReactNode {
  const t = useT();
  const { timeZone } = useSpeech();
  const days = Math.max(daysBetween(Math.min(since, now), now, timeZone), 1);
  const { order } = filter;
  const isWaiting = order === "waiting" && !filter.overdue;
  return (
    <div className="desk__strip">
      {overdue > 0 && (
        <a className="desk__overdue" href={requestHref("/desk", EVERY_REQUEST, { order: "waiting", overdue: true })}>
          <Clock size={18} strokeWidth={1.75} aria-hidden="true" />
          <b>{t("desk.overdue", { count: overdue })}</b> {t("desk.overdue.longest", { count: days })}
        </a>
      )}
      <nav className="tabs desk__tabs" aria-label={t("desk.views")}>
        <TabLink
          href={requestHref("/desk", filter, { order: "most", overdue: false })}
          label={t("desk.view.all")}
          isCurrent={!filter.overdue && !isWaiting}
        />
        <TabLink
          href={requestHref("/desk", EVERY_REQUEST, { order: "waiting" })}
          label={t("ideas.order.waiting")}
          count={waiting}
          isCurrent={isWaiting}
        />
        <TabLink
          href={requestHref("/desk", filter, { mine: !filter.mine })}
          label={t("desk.view.mine")}
          isCurrent={filter.mine}
        />
      </nav>
    </div>
  );
}
