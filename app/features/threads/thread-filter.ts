import { isThreadKind, isThreadOrder, type ThreadKind, type ThreadOrder } from "./rules";

/** What a list of threads shows, as its URL says it. */
export interface ThreadsFilter {
  order: ThreadOrder;
  kind: ThreadKind | null;
  board: string | null;
  tag: string | null;
  /** Only questions that wait for an answer. */
  isWaiting: boolean;
}

const EVERYTHING: ThreadsFilter = { order: "active", kind: null, board: null, tag: null, isWaiting: false };

/** The filter of a URL; words nobody knows are left out. */
export function threadsFilterFrom(query: URLSearchParams): ThreadsFilter {
  const [order, kind] = [query.get("order"), query.get("kind")];
  const isWaiting = query.has("waiting");
  return {
    order: isThreadOrder(order) ? order : EVERYTHING.order,
    kind: isWaiting ? "question" : isThreadKind(kind) ? kind : null,
    board: query.get("board") || null,
    tag: query.get("tag") || null,
    isWaiting,
  };
}

/** The URL of such a list: the first page of it, or what comes after a cursor. */
export function threadsHref(filter: Partial<ThreadsFilter>, after?: string): string {
  const { order, kind, board, tag, isWaiting } = { ...EVERYTHING, ...filter };
  const query = new URLSearchParams({
    ...(order !== EVERYTHING.order && { order }),
    ...(kind && !isWaiting && { kind }),
    ...(isWaiting && { waiting: "1" }),
    ...(board && { board }),
    ...(tag && { tag }),
    ...(after && { after }),
  });
  return query.size ? `/threads?${query}` : "/threads";
}
