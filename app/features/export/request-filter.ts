import { type BoardFilter, boardNamed, filterFrom } from "~/features/ideas/board-filter";
import type { IdeaFilter } from "~/features/ideas/listing.server";
import type { Member, Viewer } from "~/features/members/rules";
import { tagKey } from "~/features/topics/rules";
import type { BoardRow } from "~/features/topics/topics.server";
import { startOfDay } from "~/platform/i18n/date";
import type { BoardId } from "~db/ids.ts";

/** What the desk and the files show, as their URL says it. */
export interface RequestFilter extends BoardFilter {
  /** `YYYY-MM-DD`: created on that day, as the community counts days, or later. */
  since: string | null;
  limit: number | null;
  /** Only what waits longer for its answer than was promised. */
  overdue: boolean;
  /** Only what is the reader's: they own it, or it stands on a board of their team. */
  mine: boolean;
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
    overdue: Boolean(query.get("overdue")),
    mine: Boolean(query.get("mine")),
  };
}

// 2026-02-31 has the shape of a day, but reads back as another.
function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The same as a query of stored rows. `me` is who reads: nobody, at a command line. Days begin as they do in the community's time zone. */
export function ideaFilterOf(
  { order, board, tag, status, since, overdue, mine }: RequestFilter,
  boards: readonly BoardRow[],
  { me, now, timeZone }: { me: Viewer; now: number; timeZone: string },
): IdeaFilter {
  return {
    order,
    boardId: boardNamed(boards, board)?.id,
    tag: tag ? tagKey(tag) : undefined,
    status: status ?? undefined,
    since: since ? startOfDay(since, timeZone) : undefined,
    overdueAt: overdue ? now : undefined,
    mine: mine && me ? { ownerId: me.id, boardIds: boardsOf(me, boards) } : undefined,
  };
}

// Those of a team they belong to or lead. Boards are few and in memory: a look at each idea's would be a join more.
const boardsOf = ({ id, teamId: mine }: Member, boards: readonly BoardRow[]): BoardId[] =>
  boards.filter(({ teamId, leadId }) => teamId !== null && (teamId === mine || leadId === id)).map((board) => board.id);

/** Every request, as an address without filters asks for them. */
export const EVERY_REQUEST: RequestFilter = requestFilterFrom(new URLSearchParams());

/** The address of the desk, or of a file, with something of the filter changed. */
export function requestHref(place: string, filter: RequestFilter, change: Partial<RequestFilter> = {}): string {
  const { order, board, tag, status, since, limit, overdue, mine } = { ...filter, ...change };
  const query = new URLSearchParams({
    ...(order !== "most" && { order }),
    ...(board && { board }),
    ...(status && { status }),
    ...(tag && { tag }),
    ...(since && { since }),
    ...(limit && { limit: String(limit) }),
    ...(overdue && { overdue: "1" }),
    ...(mine && { mine: "1" }),
  });
  return query.size ? `${place}?${query}` : place;
}
