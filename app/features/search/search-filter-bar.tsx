import type { ReactNode } from "react";
import { STATUSES } from "~/features/ideas/rules";
import { useT } from "~/platform/i18n/speech";
import { TabLink, TabMenu } from "~/ui/tabs";
import { KINDS, type SearchFilter, searchHref } from "./search-filter";

interface SearchFilterBarProps {
  filter: SearchFilter;
  boards: ReadonlyArray<{ slug: string; name: string }>;
}

/** Kinds as tabs, boards and statuses as menus. All of it in the URL. */
export function SearchFilterBar({ filter, boards }: SearchFilterBarProps): ReactNode {
  const t = useT();
  const everyBoard = t("ideas.filter.boards");
  const everyStatus = t("ideas.filter.statuses");
  const shown = STATUSES.filter((status) => status !== "draft");
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
          href={searchHref(filter, { kind })}
          label={t(`search.kind.${kind}`)}
          isCurrent={filter.kind === kind}
        />
      ))}
      {boards.length > 1 && (
        <TabMenu
          label={boards.find(({ slug }) => slug === filter.board)?.name ?? everyBoard}
          isChosen={filter.board !== null}
          items={[
            { href: searchHref(filter, { board: null }), label: everyBoard, isCurrent: filter.board === null },
            ...boards.map(({ slug, name }) => ({
              href: searchHref(filter, { board: slug }),
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
          { href: searchHref(filter, { status: null }), label: everyStatus, isCurrent: filter.status === null },
          ...shown.map((status) => ({
            href: searchHref(filter, { status }),
            label: t(`ideas.status.${status}`),
            isCurrent: filter.status === status,
          })),
        ]}
      />
    </nav>
  );
}
