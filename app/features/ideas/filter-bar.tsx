import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { TabLink } from "~/ui/tabs";
import { type BoardFilter, hrefOf } from "./board-filter";
import { BoardMenu, StatusMenu } from "./list-menus";
import { ORDERS } from "./rules";

interface FilterBarProps {
  filter: BoardFilter;
  /** How many wait for a promised answer. */
  waiting: number;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** Orders as tabs, boards and statuses as menus, the tag as something to take away. All of it in the URL. */
export function FilterBar({ filter, boards, waiting }: FilterBarProps): ReactNode {
  const t = useT();
  return (
    <nav className="tabs" aria-label={t("ideas.filter.label")} key={hrefOf(filter)}>
      {ORDERS.map((order) => (
        <TabLink
          key={order}
          href={hrefOf(filter, { order })}
          label={t(`ideas.order.${order}`)}
          count={order === "waiting" ? waiting : 0}
          isCurrent={filter.order === order}
        />
      ))}
      <BoardMenu board={filter.board} boards={boards} hrefOf={(board) => hrefOf(filter, { board })} />
      <StatusMenu status={filter.status} hrefOf={(status) => hrefOf(filter, { status })} />
      {filter.tag && (
        <a
          className="tab"
          href={hrefOf(filter, { tag: null })}
          aria-label={t("ideas.filter.tag.off", { tag: filter.tag })}
        >
          #{filter.tag} <X size={14} aria-hidden="true" />
        </a>
      )}
    </nav>
  );
}
