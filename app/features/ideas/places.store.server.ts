import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { unindexed } from "~db/unindexed.ts";
import { isStillAwaited } from "./promises.store.server";
import type { IdeaStatus, Order } from "./rules";

/** Which ideas a list shows. */
export interface IdeaFilter {
  order: Order;
  boardId?: BoardId | undefined;
  /** Folded. */
  tag?: string | undefined;
  status?: IdeaStatus | undefined;
  /** Created then or later, UTC milliseconds. */
  since?: number | undefined;
  /** Only those whose promised answer was due before then, UTC milliseconds. */
  overdueAt?: number | undefined;
  /** Only those that this employee owns, or that stand on their boards. */
  mine?: { ownerId: MemberId; boardIds: readonly BoardId[] } | undefined;
}

export interface Page {
  limit: number;
  after: { key: number; id: number } | null;
}

// On the way out of sight: shown only when asked for by status.
const ASIDE: readonly IdeaStatus[] = ["merged", "withdrawn", "archived"];

const KEYS = {
  hot: ideas.hot,
  trusted: ideas.trusted,
  most: ideas.most,
  affected: ideas.problemHavers,
  net: ideas.net,
  new: topics.createdAt,
  rising: ideas.trend,
  waiting: ideas.dueAt,
};

// Every list goes down, but for this one: what was due first comes first.
const goesUp = (order: Order): boolean => order === "waiting";

/** The list's order, of rows with its key. */
export const inOrder = (order: Order, { key, id }: { key: SQLWrapper; id: SQLWrapper }): SQL[] =>
  goesUp(order) ? [asc(key), asc(id)] : [desc(key), desc(id)];

/** So many times as many as a page shows are looked at in order, before what is filtered is looked for by itself. */
const AHEAD = 12;

/**
 * The places of a page where much passes its filter, found by going down the list's order for some way. Null where
 * that helps nobody: nothing is filtered, or by what few ideas have. Fewer than a page shows: it may go on further down.
 */
export function placesAhead(read: Tx, viewer: Viewer, filter: IdeaFilter, page: Page) {
  const { boardId, status, since, order } = filter;
  if (isOfFew(filter) || (boardId === undefined && status === undefined && since === undefined)) return null;
  const ahead = inOrderAlone(read, order, page).as("ahead");
  return read
    .select({ id: ahead.id, key: ahead.key })
    .from(ahead)
    .crossJoin(ideas)
    .crossJoin(topics)
    .where(and(eq(ideas.topicId, ahead.id), eq(topics.id, ahead.id), visibleTo(viewer), ...conditions(read, filter)))
    .orderBy(...inOrder(order, ahead))
    .limit(page.limit)
    .as("places");
}

function inOrderAlone(read: Tx, order: Order, { limit, after }: Page) {
  const key = KEYS[order];
  const id = order === "new" ? topics.id : ideas.topicId;
  return read
    .select({ id: sql<TopicId>`${id}`.as("place_id"), key: sql<number>`${key}`.as("place_key") })
    .from(tableOf(order))
    .where(and(order === "new" ? isIdea : undefined, beyond(order, id, after)))
    .orderBy(...inOrder(order, { key, id }))
    .limit(limit * AHEAD);
}

/** Whether a list is of what few ideas have, so that these are found by it. */
const isOfFew = ({ tag, overdueAt, mine, order }: IdeaFilter): boolean =>
  tag !== undefined || overdueAt !== undefined || mine !== undefined || order === "waiting";

const isIdea = eq(topics.kind, "idea");
// Whether an index of topics is gone through, which has others in it. Where it is needless to say that only ideas are
// meant, it would lead a planner without statistics astray.
const hasOthers = (filter: IdeaFilter): boolean =>
  filter.since !== undefined || (filter.order === "new" && !isFiltered(filter));

/** The places of a page of the list. */
export function placesOf(read: Tx, viewer: Viewer, filter: IdeaFilter, { limit, after }: Page) {
  const { order } = filter;
  const key = KEYS[order];
  const id = order === "new" ? topics.id : ideas.topicId;
  const place = { id: sql<TopicId>`${id}`.as("place_id"), key: sql<number>`${key}`.as("place_key") };
  const isTheirs = eq(topics.id, ideas.topicId);
  // What is filtered is few, so it is found by that and then put in order: no index may lead the other way.
  const by = isFiltered(filter) ? sql`${key} + 0` : key;
  const rows = isFiltered(filter)
    ? read.select(place).from(ideas).innerJoin(topics, isTheirs)
    : read
        .select(place)
        .from(tableOf(order))
        .crossJoin(order === "new" ? ideas : topics);
  return rows
    .where(
      and(
        isTheirs,
        hasOthers(filter) ? isIdea : undefined,
        visibleTo(viewer),
        ...conditions(read, filter),
        beyond(order, id, after),
      ),
    )
    .orderBy(...inOrder(order, { key: by, id }))
    .limit(limit)
    .as("places");
}

/** Whose index has the order. SQLite reads tables that are joined by "cross" in the order they are named. */
const tableOf = (order: Order) => (order === "new" ? topics : ideas);

const isFiltered = ({ order: _, ...filter }: IdeaFilter): boolean =>
  Object.values(filter).some((wanted) => wanted !== undefined);

function conditions(read: Tx, filter: IdeaFilter): Array<SQL | undefined> {
  const { order, boardId, tag, status, since, overdueAt, mine } = filter;
  const [stands, place] = isOfFew(filter)
    ? [unindexed(ideas.status), unindexed(topics.boardId)]
    : [sql`${ideas.status}`, sql`${topics.boardId}`];
  return [
    ne(ideas.status, "draft"),
    status ? eq(stands, status) : notInArray(ideas.status, [...ASIDE]),
    boardId ? eq(place, boardId) : undefined,
    since === undefined ? undefined : gte(topics.createdAt, since),
    tag === undefined ? undefined : inArray(ideas.topicId, taggedWith(read, tag)),
    order === "waiting" ? and(gt(ideas.dueAt, 0), isStillAwaited) : undefined,
    overdueAt === undefined ? undefined : and(lt(ideas.dueAt, overdueAt), isStillAwaited),
    mine && inArray(ideas.topicId, theirs(read, mine)),
  ];
}

const taggedWith = (read: Tx, tag: string) =>
  read.select({ id: topicTags.topicId }).from(topicTags).where(eq(topicTags.key, tag));

function theirs(read: Tx, { ownerId, boardIds }: NonNullable<IdeaFilter["mine"]>) {
  const owned = read.select({ id: ideas.topicId }).from(ideas).where(eq(ideas.ownerId, ownerId));
  const there = read
    .select({ id: topics.id })
    .from(topics)
    .where(inArray(topics.boardId, [...boardIds]));
  return boardIds.length ? owned.union(there) : owned;
}

// Written so that an index on (key, id) finds the place: key <= k first, then the tie.
function beyond(order: Order, id: SQLWrapper, after: Page["after"]): SQL | undefined {
  if (!after) return undefined;
  const key = KEYS[order];
  const [past, reached] = goesUp(order) ? [gt, gte] : [lt, lte];
  return and(reached(key, after.key), or(past(key, after.key), past(id, sql`${after.id}`)));
}
