export const SPANS = ["season", "year", "all", "newcomers"] as const;
/** Over what people are ranked. */
export type Span = (typeof SPANS)[number];

/** What the hall shows, as its URL says it. */
export interface HallFilter {
  by: Span;
  /** A board's name in URLs. */
  board: string | null;
}

/** The filter of a URL; words nobody knows are left out. */
export function hallFilterFrom(query: URLSearchParams): HallFilter {
  const by = query.get("by");
  return { by: SPANS.find((span) => span === by) ?? "season", board: query.get("board") || null };
}

/** The URL of the hall with something changed. The first page of it. */
export function hallHref(filter: HallFilter, change: Partial<HallFilter> = {}, after?: string): string {
  const { by, board } = { ...filter, ...change };
  const query = new URLSearchParams({
    ...(by !== "season" && { by }),
    ...(board && { board }),
    ...(after && { after }),
  });
  return query.size ? `/hall?${query}` : "/hall";
}
