import { type BoardFilter, boardNamed, filterFrom } from "~/features/ideas/board-filter";
import type { IdeaFilter } from "~/features/ideas/listing.server";
import { tagKey } from "~/features/topics/rules";
import type { BoardRow } from "~/features/topics/topics.server";

/** What the desk and the files show, as their URL says it. */
interface RequestFilter extends BoardFilter {
  /** `YYYY-MM-DD`: created on that day (UTC) or later. */
  since: string | null;
  limit: number | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function requestFilterFrom(query: URLSearchParams): RequestFilter {
  const since = query.get("since") ?? "";
  const limit = Number(query.get("limit"));
  const filter = filterFrom(query);
  return {
    ...filter,
    order: query.has("order") ? filter.order : "most",
    since: isDay(since) ? since : null,
    limit: Number.isSafeInteger(limit) && limit > 0 ? limit : null,
  };
}

// 2026-02-31 has the shape of a day, but reads back as another.
function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The same as a query of stored rows. */
export function ideaFilterOf(
  { order, board, tag, status, since }: RequestFilter,
  boards: readonly BoardRow[],
): IdeaFilter {
  return {
    order,
    boardId: boardNamed(boards, board)?.id,
    tag: tag ? tagKey(tag) : undefined,
    status: status ?? undefined,
    since: since ? Date.parse(since) : undefined,
  };
}
