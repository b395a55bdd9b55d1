import { type IdeaStatus, isStatus } from "~/features/ideas/rules";

export const KINDS = ["idea", "thread", "comment"] as const;
export type Kind = (typeof KINDS)[number];
const isKind = (text: string | null): text is Kind => KINDS.some((kind) => kind === text);

/** What is searched for and where, as the URL says it. */
export interface SearchFilter {
  q: string;
  kind: Kind | null;
  /** The board's name in URLs. */
  board: string | null;
  status: IdeaStatus | null;
  /** Nothing else than what was typed, also where that finds nothing. */
  isExact: boolean;
}

/** The filter of a URL; words nobody knows are left out. */
export function searchFilterFrom(query: URLSearchParams, q: string): SearchFilter {
  const kind = query.get("kind");
  const status = query.get("status") ?? "";
  return {
    q,
    kind: isKind(kind) ? kind : null,
    board: query.get("board") || null,
    status: isStatus(status) && status !== "draft" ? status : null,
    isExact: query.has("exact"),
  };
}

/** The URL of a search with something changed. The first page of it. */
export function searchHref(filter: SearchFilter, change: Partial<SearchFilter> = {}, after?: string): string {
  const { q, kind, board, status, isExact } = { ...filter, ...change };
  const query = new URLSearchParams({
    q,
    ...(kind && { kind }),
    ...(board && { board }),
    ...(status && { status }),
    ...(isExact && { exact: "1" }),
    ...(after && { after }),
  });
  return `/search?${query}`;
}
