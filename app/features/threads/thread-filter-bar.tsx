import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { BoardMenu } from "~/features/ideas/list-menus";
import { useT } from "~/platform/i18n/speech";
import { TabLink, TabMenu } from "~/ui/tabs";
import { THREAD_KINDS, THREAD_ORDERS } from "./rules";
import { type ThreadsFilter, threadsHref } from "./thread-filter";

interface ThreadFilterBarProps {
  filter: ThreadsFilter;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** Kinds as tabs, boards and orders as menus, the tag as something to take away. All of it in the URL. */
export function ThreadFilterBar({ filter, boards }: ThreadFilterBarProps): ReactNode {
  const t = useT();
  const { kind, order, board, tag, isWaiting } = filter;
  const hrefOf = (change: Partial<ThreadsFilter>): string => threadsHref({ ...filter, ...change });
  return (
    <nav className="tabs" aria-label={t("threads.filter.label")} key={threadsHref(filter)}>
      <TabLink
        href={hrefOf({ kind: null, isWaiting: false })}
        label={t("threads.kinds.all")}
        isCurrent={kind === null}
      />
      {THREAD_KINDS.map((one) => (
        <TabLink
          key={one}
          href={hrefOf({ kind: one, isWaiting: false })}
          label={t(`threads.kind.${one}`)}
          isCurrent={kind === one && !isWaiting}
        />
      ))}
      <TabLink href={hrefOf({ isWaiting: true })} label={t("threads.filter.waiting")} isCurrent={isWaiting} />
      <BoardMenu board={board} boards={boards} hrefOf={(slug) => hrefOf({ board: slug })} />
      <TabMenu
        label={t(`threads.order.${order}`)}
        isChosen={order !== THREAD_ORDERS[0]}
        items={THREAD_ORDERS.map((one) => ({
          href: hrefOf({ order: one }),
          label: t(`threads.order.${one}`),
          isCurrent: order === one,
        }))}
      />
      {tag && (
        <a className="tab" href={hrefOf({ tag: null })} aria-label={t("threads.filter.tag.off", { tag })}>
          #{tag} <X size={14} aria-hidden="true" />
        </a>
      )}
    </nav>
  );
}
