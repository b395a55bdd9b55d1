import type { ReactNode } from "react";
import { BoardMenu, StatusMenu } from "~/features/ideas/list-menus";
import { useT } from "~/platform/i18n/speech";
import { TabLink } from "~/ui/tabs";
import { KINDS, type SearchFilter, searchHref } from "./search-filter";

interface SearchFilterBarProps {
  filter: SearchFilter;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** Kinds as tabs, boards as a menu, and statuses where ideas are looked for. All of it in the URL. */
export function SearchFilterBar({ filter, boards }: SearchFilterBarProps): ReactNode {
  const t = useT();
  return (
    <nav className="tabs" aria-label={t("search.filter.label")} key={searchHref(filter)}>
      <TabLink
        href={searchHref(filter, { kind: null })}
        label={t("search.kind.all")}
        isCurrent={filter.kind === null}
      />
      {KINDS.map((kind) => (
        <TabLink
          key={kind}
          href={searchHref(filter, kind === "thread" ? { kind, status: null } : { kind })}
          label={t(`search.kind.${kind}`)}
          isCurrent={filter.kind === kind}
        />
      ))}
      <BoardMenu board={filter.board} boards={boards} hrefOf={(board) => searchHref(filter, { board })} />
      {filter.kind !== "thread" && (
        <StatusMenu status={filter.status} hrefOf={(status) => searchHref(filter, { status })} />
      )}
    </nav>
  );
}
