import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { TabLink, TabMenu } from "~/ui/tabs";
import { type BoardFilter, hrefOf } from "./board-filter";
import { ORDERS, STATUSES } from "./rules";

interface FilterBarProps {
  filter: BoardFilter;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** Orders as tabs, boards and statuses as menus, the tag as something to take away. All of it in the URL. */
export function FilterBar({ filter, boards }: FilterBarProps): ReactNode {
  const t = useT();
  const everyBoard = t("ideas.filter.boards");
  const everyStatus = t("ideas.filter.statuses");
  const shown = STATUSES.filter((status) => status !== "draft");
  return (
    <nav className="tabs" aria-label={t("ideas.filter.label")} key={hrefOf(filter)}>
      {ORDERS.map((order) => (
        <TabLink
          key={order}
          href={hrefOf(filter, { order })}
          label={t(`ideas.order.${order}`)}
          isCurrent={filter.order === order}
        />
      ))}
      {boards.length > 1 && (
        <TabMenu
          label={boards.find(({ slug }) => slug === filter.board)?.name ?? everyBoard}
          isChosen={filter.board !== null}
          items={[
            { href: hrefOf(filter, { board: null }), label: everyBoard, isCurrent: filter.board === null },
            ...boards.map(({ slug, name }) => ({
              href: hrefOf(filter, { board: slug }),
              label: name,
              isCurrent: filter.board === slug,
            })),
          ]}
        />
      )}
      <TabMenu
        label={filter.status ? t(`ideas.status.${filter.status}`) : everyStatus}
        isChosen={filter.status !== null}
        items={[
          { href: hrefOf(filter, { status: null }), label: everyStatus, isCurrent: filter.status === null },
          ...shown.map((status) => ({
            href: hrefOf(filter, { status }),
            label: t(`ideas.status.${status}`),
            isCurrent: filter.status === status,
          })),
        ]}
      />
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
