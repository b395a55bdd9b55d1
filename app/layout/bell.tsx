import BellIcon from "lucide-react/icons/bell";
import type { ReactNode } from "react";
import type { Say } from "~/platform/i18n/sentences";
import { useT } from "~/platform/i18n/speech";
import "./bell.css";

const MOST_SHOWN = 99;

/** The way to the inbox, with how much in it is unread. */
export function Bell({ unread }: { unread: number }): ReactNode {
  const t = useT();
  return (
    <a className="bell" href="/inbox" aria-label={labelOf(t, unread)}>
      <BellIcon size={22} strokeWidth={1.75} aria-hidden="true" />
      {unread > 0 && (
        <span className="bell__count" aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </a>
  );
}

function labelOf(t: Say, unread: number): string {
  if (unread === 0) return t("site.inbox");
  return unread > MOST_SHOWN ? t("site.inbox.full") : t("site.inbox.unread", { count: unread });
}
