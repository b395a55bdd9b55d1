import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, notExists, or, type SQL, sql } from "drizzle-orm";
import type { BoardId, MemberId, TeamId, TopicId } from "~db/ids.ts";
import { answers, ideas, statusChanges } from "~db/schema/ideas.ts";
import { teams } from "~db/schema/members.ts";
import { boards, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { unindexed } from "~db/unindexed.ts";
import { AWAITED } from "./rules";

const DAY = 86_400_000;

/** Going on, so that a promised answer is waited for. */
const isAwaited = inArray(ideas.status, [...AWAITED]);
/** The same of the few that are due, or of those that are looked through in another order. */
export const isStillAwaited = inArray(unindexed(ideas.status), [...AWAITED]);

/** Going on, and nobody of the brand has said a word to it: asked of the row itself, so that who answers in that moment is first. */
const isUnanswered = and(isNull(ideas.answeredAt), isAwaited);

// Ideas that were answered before promises were kept have no time of their first answer.
const hasNoAnswer = (read: Tx) =>
  notExists(read.select({ one: sql`1` }).from(answers).where(eq(answers.topicId, ideas.topicId)));

const hasNoDecline = (read: Tx) => {
  const { topicId, to, reason } = statusChanges;
  const declined = read
    .select({ one: sql`1` })
    .from(statusChanges)
    .where(and(eq(topicId, ideas.topicId), eq(to, "declined"), isNotNull(reason)));
  return or(ne(ideas.status, "declined"), notExists(declined));
};

/** In how many days a board answers: whatever is above its number of supporters, or its most supported. */
export type PromisedIn = "promiseDays" | "promiseTopDays";

/** When an answer promised now is due, as the idea's board says. */
const dueBy = (read: Tx, now: number, promisedIn: PromisedIn) =>
  sql`cast(${now} as bigint) + (${read
    .select({ ms: sql`cast(${boards[promisedIn]} as bigint) * ${sql.raw(String(DAY))}` })
    .from(boards)
    .innerJoin(topics, eq(topics.boardId, boards.id))
    .where(eq(topics.id, ideas.topicId))})`;

/** A slice of the unanswered ideas above their board's number of supporters that no answer is promised to. */
export async function unpromisedAbove(read: Tx, limit: number): Promise<TopicId[]> {
  const rows = await read
    .select({ id: ideas.topicId })
    .from(ideas)
    .innerJoin(topics, and(eq(topics.id, ideas.topicId), eq(topics.visibility, "open")))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .where(
      and(
        // An index of these two finds the few that may have enough.
        gt(ideas.supporters, sql`(select min(${boards.promiseAbove}) from ${boards})`),
        gt(ideas.supporters, boards.promiseAbove),
        isNull(ideas.dueAt),
        isUnanswered,
        hasNoAnswer(read),
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** An idea that goes on, as far as its board's promise to the most supported asks. */
export interface Ranked {
  id: TopicId;
  boardId: BoardId;
  most: number;
  /** Nobody of the brand has said a word to it, and none is due as soon as an answer promised now. */
  isUnpromised: boolean;
}

/** A slice of those with supporters that go on, the most supported first, behind one of them. */
export async function mostSupported(read: Tx, now: number, after: Ranked | null, limit: number): Promise<Ranked[]> {
  const { topicId: id, most } = ideas;
  const beyond = after && and(lte(most, after.most), or(lt(most, after.most), lt(id, after.id)));
  const isUnpromised = and(isLater(dueBy(read, now, "promiseTopDays")), isNull(ideas.answeredAt), hasNoAnswer(read));
  return read
    .select({ id, boardId: topics.boardId, most, isUnpromised: sql<boolean>`${isUnpromised}`.mapWith(Boolean) })
    .from(ideas)
    .crossJoin(topics) // in this order, or SQLite would begin with all topics
    .where(and(eq(topics.id, id), eq(topics.visibility, "open"), gt(most, 0), isStillAwaited, beyond ?? undefined))
    .orderBy(desc(most), desc(id))
    .limit(limit);
}

const isLater = (due: SQL) => or(isNull(ideas.dueAt), sql`${ideas.dueAt} > ${due}`);

/** Promises them an answer, unless one is due sooner or came meanwhile. Returns to which it did. */
export async function promise(
  tx: Tx,
  ids: readonly TopicId[],
  { now, promisedIn }: { now: number; promisedIn: PromisedIn },
): Promise<TopicId[]> {
  const due = dueBy(tx, now, promisedIn);
  const rows = await tx
    .update(ideas)
    .set({
      promisedAt: sql`coalesce(${ideas.promisedAt}, cast(${now} as bigint))`,
      dueAt: due,
      overdueToldAt: null,
    })
    .where(and(inArray(ideas.topicId, [...ids]), isLater(due), isUnanswered))
    .returning({ id: ideas.topicId });
  return rows.map(({ id }) => id);
}

/** Somebody of the brand has spoken: the first time counts, and nothing is due any more. */
export async function fulfil(tx: Tx, id: TopicId, at: number): Promise<void> {
  await tx
    .update(ideas)
    .set({ answeredAt: sql`coalesce(${ideas.answeredAt}, cast(${at} as bigint))`, dueAt: null })
    .where(eq(ideas.topicId, id));
}

/** Those of these ideas to which no word of the brand stands any more count as never answered: an answer may be promised anew. */
export async function forgetAnswered(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await tx
    .update(ideas)
    .set({ answeredAt: null, promisedAt: null })
    .where(and(inArray(ideas.topicId, [...ids]), isNotNull(ideas.answeredAt), hasNoAnswer(tx), hasNoDecline(tx)));
}

/** Nothing is due of an idea that no longer goes on. */
export async function lapse(tx: Tx, id: TopicId): Promise<void> {
  await tx
    .update(ideas)
    .set({ dueAt: null })
    .where(and(eq(ideas.topicId, id), isNotNull(ideas.dueAt)));
}

export interface Overdue {
  id: TopicId;
  boardId: BoardId;
  authorId: MemberId;
  due: number;
  team: TeamId | null;
  lead: MemberId | null;
}

/** A slice of what is overdue since nobody was told. */
export function overdueUntold(read: Tx, now: number, limit: number): Promise<Overdue[]> {
  return read
    .select({
      ...{ id: ideas.topicId, boardId: topics.boardId, authorId: topics.authorId },
      ...{ due: sql<number>`${ideas.dueAt}`.mapWith(Number), team: boards.teamId, lead: teams.leadId },
    })
    .from(ideas)
    .innerJoin(topics, and(eq(topics.id, ideas.topicId), eq(topics.visibility, "open")))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(teams, eq(teams.id, boards.teamId))
    .where(and(lt(ideas.dueAt, now), isNull(ideas.overdueToldAt), isStillAwaited))
    .orderBy(ideas.dueAt, ideas.topicId)
    .limit(limit);
}

/** Marks those that are told now; returns those nobody else is telling, and that are still due. */
export async function markTold(tx: Tx, ids: readonly TopicId[], now: number): Promise<TopicId[]> {
  const rows = await tx
    .update(ideas)
    .set({ overdueToldAt: now })
    .where(and(inArray(ideas.topicId, [...ids]), isNull(ideas.overdueToldAt), lt(ideas.dueAt, now), isAwaited))
    .returning({ id: ideas.topicId });
  return rows.map(({ id }) => id);
}

export interface WaitingRow {
  boardId: BoardId;
  waiting: number;
  overdue: number;
  /** The earliest day anything was due, UTC milliseconds. */
  since: number;
}

/** How many ideas of each board wait for a promised answer. */
export function countWaiting(read: Tx, now: number): Promise<WaitingRow[]> {
  return read
    .select({
      boardId: topics.boardId,
      waiting: sql<number>`count(*)`.mapWith(Number),
      overdue: sql<number>`sum(case when ${ideas.dueAt} < ${now} then 1 else 0 end)`.mapWith(Number),
      since: sql<number>`min(${ideas.dueAt})`.mapWith(Number),
    })
    .from(ideas)
    .crossJoin(topics)
    .where(and(eq(topics.id, ideas.topicId), eq(topics.visibility, "open"), gt(ideas.dueAt, 0), isStillAwaited))
    .groupBy(topics.boardId);
}

/** From promise to first answer, milliseconds, of the latest answered since `since`, the latest first. */
export function loadWaits(read: Tx, since: number, limit: number): Promise<Array<{ boardId: BoardId; wait: number }>> {
  return read
    .select({
      boardId: topics.boardId,
      wait: sql<number>`${ideas.answeredAt} - ${ideas.promisedAt}`.mapWith(Number),
    })
    .from(ideas)
    .innerJoin(topics, and(eq(topics.id, ideas.topicId), ne(topics.visibility, "hidden")))
    .where(and(gt(ideas.answeredAt, since), gt(ideas.answeredAt, ideas.promisedAt)))
    .orderBy(desc(ideas.answeredAt), desc(ideas.topicId))
    .limit(limit);
}
