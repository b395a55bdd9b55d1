import type { BoardRow } from "~/features/topics/topics.server";
import { type IdeaStatus, isOrder, isStatus, type Order } from "./rules";

/** What a list of ideas shows, as its URL says it. */
export interface BoardFilter {
  order: Order;
  board: string | null;
  tag: string | null;
  status: IdeaStatus | null;
}

/** The filter of a URL; words nobody knows are left out. */
export function filterFrom(query: URLSearchParams): BoardFilter {
  const order = query.get("order");
  const status = query.get("status") ?? "";
  return {
    order: isOrder(order) ? order : "hot",
    board: query.get("board") || null,
    tag: query.get("tag") || null,
    status: isStatus(status) && status !== "draft" ? status : null,
  };
}

/** The URL of the list with something changed. The first page of it. */
export function hrefOf(filter: BoardFilter, change: Partial<BoardFilter> = {}, after?: string): string {
  const { order, board, tag, status } = { ...filter, ...change };
  const query = new URLSearchParams({
    ...(order !== "hot" && { order }),
    ...(board && { board }),
    ...(tag && { tag }),
    ...(status && { status }),
    ...(after && { after }),
  });
  return query.size ? `/?${query}` : "/";
}

export const boardNamed = (boards: readonly BoardRow[], slug: string | null): BoardRow | undefined =>
  boards.find((board) => board.slug === slug);

/** Whether only some ideas of a board are asked for: what is counted by board says nothing of these. */
export const isNarrowed = ({ tag, status }: BoardFilter): boolean => tag !== null || status !== null;

/** Why a list is empty: nothing passes its filters, every promise of a board is kept, or nobody proposed anything yet. */
export function whyEmpty(filter: BoardFilter): "filtered" | "kept" | "new" {
  if (isNarrowed(filter)) return "filtered";
  if (filter.order === "waiting") return "kept";
  return filter.board === null ? "new" : "filtered";
}
