import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { TabLink, TabMenu } from "~/ui/tabs";
import { type BoardFilter, hrefOf } from "./board-filter";
import { BoardMenu, StatusMenu } from "./list-menus";
import { ORDERS, type Order } from "./rules";
import "./filter-bar.css";

/** What most people ask for; the rest stands in a menu, so that it all stays one row. */
const MAIN: readonly Order[] = ["hot", "new", "affected", "waiting"];
const REST = ORDERS.filter((order) => !MAIN.includes(order));

interface FilterBarProps {
  filter: BoardFilter;
  /** How many wait for a promised answer; 0 where that is not counted. */
  waiting: number;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** Orders as tabs, on phones as a menu; boards and statuses as menus, the tag as something to take away. All of it in the URL. */
export function FilterBar({ filter, boards, waiting }: FilterBarProps): ReactNode {
  const t = useT();
  const tabOf = (order: Order) => ({
    href: hrefOf(filter, { order }),
    label: t(`ideas.order.${order}`),
    count: order === "waiting" ? waiting : 0,
    isCurrent: filter.order === order,
  });
  return (
    <nav className="tabs" aria-label={t("ideas.filter.label")} key={hrefOf(filter)}>
      <div className="filter-bar__wide">
        {MAIN.map((order) => (
          <TabLink key={order} {...tabOf(order)} />
        ))}
        <TabMenu
          label={REST.includes(filter.order) ? tabOf(filter.order).label : t("ideas.order.more")}
          isChosen={REST.includes(filter.order)}
          items={REST.map(tabOf)}
        />
      </div>
      <div className="filter-bar__narrow">
        <TabMenu
          label={tabOf(filter.order).label}
          isChosen={filter.order !== MAIN[0]}
          items={[...MAIN, ...REST].map(tabOf)}
        />
      </div>
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
