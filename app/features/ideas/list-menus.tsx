import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { TabMenu } from "~/ui/tabs";
import { type IdeaStatus, LISTED } from "./rules";

interface BoardMenuProps {
  /** The chosen board's name in URLs. */
  board: string | null;
  boards: ReadonlyArray<{ slug: string; name: string }>;
  /** The list's URL with another board, or with all. */
  hrefOf(board: string | null): string;
}

/** One board of several, or all. Where there is one, there is nothing to choose. */
export function BoardMenu({ board, boards, hrefOf }: BoardMenuProps): ReactNode {
  const t = useT();
  const every = t("ideas.filter.boards");
  if (boards.length <= 1) return null;
  return (
    <TabMenu
      label={boards.find(({ slug }) => slug === board)?.name ?? every}
      isChosen={board !== null}
      items={[
        { href: hrefOf(null), label: every, isCurrent: board === null },
        ...boards.map(({ slug, name }) => ({ href: hrefOf(slug), label: name, isCurrent: board === slug })),
      ]}
    />
  );
}

interface StatusMenuProps {
  status: IdeaStatus | null;
  /** The list's URL with another status, or with all. */
  hrefOf(status: IdeaStatus | null): string;
}

/** One status, or all. */
export function StatusMenu({ status, hrefOf }: StatusMenuProps): ReactNode {
  const t = useT();
  const every = t("ideas.filter.statuses");
  return (
    <TabMenu
      label={status ? t(`ideas.status.${status}`) : every}
      isChosen={status !== null}
      items={[
        { href: hrefOf(null), label: every, isCurrent: status === null },
        ...LISTED.map((one) => ({ href: hrefOf(one), label: t(`ideas.status.${one}`), isCurrent: status === one })),
      ]}
    />
  );
}
