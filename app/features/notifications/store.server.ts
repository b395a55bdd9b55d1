import {
  and,
  asc,
  type Column,
  count,
  countDistinct,
  desc,
  eq,
  inArray,
  isNull,
  lt,
  lte,
  max,
  min,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { isModerator, type Member } from "~/features/members/rules";
import { levelOf } from "~/features/members/scope.server";
import type { TopicKind } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import { type AnswerId, type AuditId, type BadgeId, type FactId, isId, type MemberId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { answers } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { notifications } from "~db/schema/notifications.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { GROUPED, MOST_UNREAD, type ToldBadge } from "./rules";

type NotificationRow = typeof notifications.$inferSelect;

/** Columns of entries, also of a part of them. */
type Entries = Record<"kind" | "topicId" | "commentId", Column>;

const seesTopic = (me: Member, of: Entries): SQL | undefined => or(isNull(of.topicId), visibleTo(me));
const seesComment = (me: Member, of: Entries): SQL | undefined =>
  isModerator(me) ? undefined : or(isNull(of.commentId), eq(comments.isHidden, false), eq(comments.authorId, me.id));

/** What an entry is about shows nothing hidden from a member: a comment is as hidden as its topic. */
const seesAll = (me: Member, of: Entries): SQL | undefined => and(seesTopic(me, of), seesComment(me, of));

/**
 * Entries that show nothing hidden from a member, in a query that joins topics and comments. What came of their report
 * is told in any case, then without saying of what.
 */
const shownTo = (me: Member, of: Entries = notifications): SQL | undefined =>
  or(eq(of.kind, "report"), seesAll(me, of));
const isOf = (me: Member): SQL => eq(notifications.memberId, me.id);

/** How many entries somebody has not read, of those they may see; counted up to a limit. */
export async function countUnread(read: Tx, me: Member): Promise<number> {
  const unread = read
    .select({ one: sql`1`.as("one") })
    .from(notifications)
    .leftJoin(topics, eq(topics.id, notifications.topicId))
    .leftJoin(comments, eq(comments.id, notifications.commentId))
    .where(and(isOf(me), isNull(notifications.readAt), shownTo(me)))
    .limit(MOST_UNREAD)
    .as("unread");
  const [row] = await read.select({ unread: count() }).from(unread);
  return row?.unread ?? 0;
}

export interface GroupRow {
  first: FactId;
  last: FactId;
  entries: number;
  people: number;
}

/** An inbox reaches back so many entries: grouping reads them all, on each page. */
const REACH = 2_000;

/** Groups of entries, those with the latest entry first. */
export function loadGroups(read: Tx, me: Member, before: FactId | null, limit: number): Promise<GroupRow[]> {
  const recent = read
    .select()
    .from(notifications)
    .where(isOf(me))
    .orderBy(desc(notifications.factId))
    .limit(REACH)
    .as("recent");
  const { topicId, kind, factId, readAt, actorId } = recent;
  const last = max(factId);
  // Kinds that are told one by one have their own entry for a group.
  const single = sql`case when ${inArray(kind, [...GROUPED])} then 0 else ${factId} end`;
  return read
    .select({
      first: sql<FactId>`${min(factId)}`.mapWith(factId),
      last: sql<FactId>`${last}`.mapWith(factId),
      entries: count(),
      people: countDistinct(actorId),
    })
    .from(recent)
    .leftJoin(topics, eq(topics.id, topicId))
    .leftJoin(comments, eq(comments.id, recent.commentId))
    .where(shownTo(me, recent))
    .groupBy(topicId, kind, sql`${readAt} is null`, single)
    .having(before ? lt(last, before) : undefined)
    .orderBy(desc(last))
    .limit(limit);
}

export interface EntryRow
  extends Pick<NotificationRow, "factId" | "topicId" | "commentId" | "actorId" | "words" | "at" | "readAt"> {
  kind: string;
  actor: string | null;
  actorLevel: number | null;
  /** Null when it concerns no topic. */
  topicKind: TopicKind | null;
  /** Null when its topic or comment can't be seen. */
  title: string | null;
  /** Null likewise. */
  comment: string | null;
  until: unknown;
  objectorId: MemberId | null;
  badge: ToldBadge | null;
  auditId: AuditId | null;
}

/** Single entries that somebody may see, with what stands behind them. */
export async function loadEntries(read: Tx, me: Member, ids: readonly FactId[]): Promise<EntryRow[]> {
  if (ids.length === 0) return [];
  const { factId, kind, topicId, commentId, actorId, words, at, readAt } = notifications;
  const rows = await read
    .select({
      ...{ factId, kind, topicId, commentId, actorId, words, at, readAt },
      actor: members.displayName,
      actorLevel: levelOf(actorId),
      topicKind: topics.kind,
      title: sql<string | null>`case when ${seesAll(me, notifications)} then ${topics.title} end`,
      comment: sql<string | null>`case when ${seesAll(me, notifications)} then ${comments.text} end`,
      details: facts.details,
    })
    .from(notifications)
    .leftJoin(topics, eq(topics.id, topicId))
    .leftJoin(comments, eq(comments.id, commentId))
    .leftJoin(members, eq(members.id, actorId))
    .leftJoin(facts, eq(facts.id, factId))
    .where(and(isOf(me), inArray(factId, [...ids]), shownTo(me)));
  return rows.map(({ details, ...row }) => ({
    ...row,
    until: details?.until ?? details?.restsAt,
    objectorId: objectorIn(details),
    auditId: auditIn(details),
    badge: badgeIn(details),
  }));
}

function objectorIn(details: Record<string, unknown> | null): MemberId | null {
  const objector = details?.objector;
  return typeof objector === "number" && isId<MemberId>(objector) ? objector : null;
}

function auditIn(details: Record<string, unknown> | null): AuditId | null {
  const audit = details?.audit;
  return typeof audit === "number" && isId<AuditId>(audit) ? audit : null;
}

function badgeIn(details: Record<string, unknown> | null): ToldBadge | null {
  const id = details?.badge;
  if (typeof id !== "number" || !isId<BadgeId>(id)) return null;
  const text = (name: string) => (typeof details?.[name] === "string" ? details[name] : null);
  const isGiven = text("reason") !== null;
  const step = typeof details?.step === "number" && !isGiven ? details.step : null;
  return { id, step, key: text("key"), nameZh: text("nameZh"), nameEn: text("nameEn") };
}

/** The words of some answers. */
export async function answerTexts(read: Tx, ids: readonly AnswerId[]): Promise<Map<AnswerId, string>> {
  const rows = ids.length
    ? await read
        .select({ id: answers.id, text: answers.text })
        .from(answers)
        .where(inArray(answers.id, [...ids]))
    : [];
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** Unread entries that are told together with this one, and are no newer. */
function unreadWith(me: Member, entry: EntryRow): SQL | undefined {
  const { memberId, factId, kind, topicId, readAt } = notifications;
  const isAlike = GROUPED.some((grouped) => grouped === entry.kind)
    ? and(
        eq(kind, entry.kind),
        entry.topicId ? eq(topicId, entry.topicId) : isNull(topicId),
        lte(factId, sql`${entry.factId}`),
      )
    : eq(factId, entry.factId);
  return and(eq(memberId, me.id), isNull(readAt), isAlike);
}

/** The oldest of them, if they may see it. */
export async function firstUnread(read: Tx, me: Member, entry: EntryRow): Promise<EntryRow | undefined> {
  const [row] = await read
    .select({ id: notifications.factId })
    .from(notifications)
    .leftJoin(topics, eq(topics.id, notifications.topicId))
    .leftJoin(comments, eq(comments.id, notifications.commentId))
    .where(and(unreadWith(me, entry), shownTo(me)))
    .orderBy(asc(notifications.factId))
    .limit(1);
  return row && (await loadEntries(read, me, [row.id]))[0];
}

export async function markGroup(tx: Tx, me: Member, entry: EntryRow, at: number): Promise<void> {
  await tx.update(notifications).set({ readAt: at }).where(unreadWith(me, entry));
}

/** Marks everything that is no newer than this. */
export async function markUpTo(tx: Tx, me: Member, last: FactId, at: number): Promise<void> {
  const { memberId, factId, readAt } = notifications;
  await tx
    .update(notifications)
    .set({ readAt: at })
    .where(and(eq(memberId, me.id), isNull(readAt), lte(factId, sql`${last}`)));
}

/** Marks everybody's news from before `then` as read. */
export async function markAllBefore(tx: Tx, then: number, at: number): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: at })
    .where(and(isNull(notifications.readAt), lt(notifications.at, then)));
}
