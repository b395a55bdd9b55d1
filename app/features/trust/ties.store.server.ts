import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { FactKind } from "~/facts";
import { type CommentId, type FactId, isId, type MemberId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import { tieReplies, ties, vouches } from "~db/schema/trust.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import type { TieKind } from "./rules";
import type { TieRow } from "./runs.store.server";

type ReplyRow = typeof tieReplies.$inferSelect;

/** A comment as ties see it, and what became of it. */
export interface CommentState {
  id: CommentId;
  authorId: MemberId;
  text: string;
  isHidden: boolean;
  createdAt: number;
  thankedAt: number | null;
  /** Who began its topic. */
  askerId: MemberId;
  /** Who accepted it, and when; null: nobody. */
  acceptedBy: MemberId | null;
  acceptedAt: number | null;
}

/** Some comments, as they are now. */
export async function commentStates(read: Tx, ids: readonly CommentId[]): Promise<CommentState[]> {
  if (ids.length === 0) return [];
  const { id, authorId, text, isHidden, createdAt, thankedAt } = comments;
  return read
    .select({
      ...{ id, authorId, text, isHidden, createdAt, thankedAt },
      askerId: topics.authorId,
      acceptedBy: threads.acceptedBy,
      acceptedAt: threads.acceptedAt,
    })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .leftJoin(threads, and(eq(threads.topicId, comments.topicId), eq(threads.acceptedId, comments.id)))
    .where(inArray(id, [...ids]));
}

/** Replies that are known of some comments. */
export async function repliesOf(read: Tx, ids: readonly CommentId[]): Promise<ReplyRow[]> {
  if (ids.length === 0) return [];
  return read
    .select()
    .from(tieReplies)
    .where(inArray(tieReplies.commentId, [...ids]));
}

export async function saveReply(tx: Tx, row: ReplyRow): Promise<void> {
  await tx.insert(tieReplies).values(row).onConflictDoUpdate({ target: tieReplies.commentId, set: row });
}

export async function deleteReply(tx: Tx, id: CommentId): Promise<void> {
  await tx.delete(tieReplies).where(eq(tieReplies.commentId, id));
}

/** On which days one answered the other, with a reply that counts. */
export async function replyDays(read: Tx, fromId: MemberId, toId: MemberId): Promise<number[]> {
  const rows = await read
    .selectDistinct({ day: tieReplies.day })
    .from(tieReplies)
    .where(and(eq(tieReplies.fromId, fromId), eq(tieReplies.toId, toId), eq(tieReplies.isRemoved, false)));
  return rows.map(({ day }) => day);
}

/** Two people, the one with the smaller number first. */
export interface Pair {
  lowId: MemberId;
  highId: MemberId;
}

const isPair = ({ lowId, highId }: Pair) => and(eq(ties.lowId, lowId), eq(ties.highId, highId));

/** What ties two people by acts of one kind. */
export const tiesOfPair = (read: Tx, pair: Pair, kind: TieKind): Promise<TieRow[]> =>
  read
    .select()
    .from(ties)
    .where(and(isPair(pair), eq(ties.kind, kind)))
    .orderBy(asc(ties.subject));

export async function saveTies(tx: Tx, rows: readonly TieRow[]): Promise<void> {
  for (const some of slicesOf(rows))
    await tx
      .insert(ties)
      .values(some)
      .onConflictDoUpdate({
        target: [ties.lowId, ties.highId, ties.kind, ties.subject],
        set: { weight: sql`excluded.weight`, at: sql`excluded.at` },
      });
}

export async function deleteTie(
  tx: Tx,
  { lowId, highId, kind, subject }: Omit<TieRow, "weight" | "at">,
): Promise<void> {
  await tx.delete(ties).where(and(isPair({ lowId, highId }), eq(ties.kind, kind), eq(ties.subject, subject)));
}

/** Whatever vouches tie these people by. */
export async function deleteVouchTiesAround(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const isAround = or(inArray(ties.lowId, [...people]), inArray(ties.highId, [...people]));
  await tx.delete(ties).where(and(eq(ties.kind, "vouches"), isAround));
}

/** Ties of a kind by one act of somebody's, with whomever. */
export async function tiesBy(read: Tx, id: MemberId, kind: TieKind, subject: string): Promise<TieRow[]> {
  const isIt = and(eq(ties.kind, kind), eq(ties.subject, subject));
  const low = await read
    .select()
    .from(ties)
    .where(and(eq(ties.lowId, id), isIt));
  const high = await read
    .select()
    .from(ties)
    .where(and(eq(ties.highId, id), isIt));
  return [...low, ...high];
}

/** When two people said that they know each other, and both still do; null: they don't. */
export async function vouchedSince(read: Tx, { lowId, highId }: Pair): Promise<number | null> {
  const rows = await read
    .select({ at: vouches.at })
    .from(vouches)
    .where(
      and(
        or(
          and(eq(vouches.fromId, lowId), eq(vouches.toId, highId)),
          and(eq(vouches.fromId, highId), eq(vouches.toId, lowId)),
        ),
        isNull(vouches.withdrawnAt),
      ),
    );
  return rows.length === 2 ? Math.max(...rows.map(({ at }) => at)) : null;
}

/** Which pairs, with one of these people in them, say of each other that they know them, and since when both do. */
export function mutualVouchesAround(read: Tx, people: readonly MemberId[]): Promise<Array<Pair & { at: number }>> {
  const back = alias(vouches, "back");
  const later = sql<number>`case when ${back.at} > ${vouches.at} then ${back.at} else ${vouches.at} end`;
  return read
    .select({ lowId: vouches.fromId, highId: vouches.toId, at: later.mapWith(vouches.at) })
    .from(vouches)
    .innerJoin(back, and(eq(back.fromId, vouches.toId), eq(back.toId, vouches.fromId), isNull(back.withdrawnAt)))
    .where(
      and(
        or(inArray(vouches.fromId, [...people]), inArray(vouches.toId, [...people])),
        ...[isNull(vouches.withdrawnAt), lt(vouches.fromId, vouches.toId)],
      ),
    );
}

/** Vouches that stand behind one, in order. */
export const standingVouchesAfter = (
  read: Tx,
  after: number,
  limit: number,
): Promise<Array<{ id: number; fromId: MemberId; toId: MemberId; at: number; withdrawnAt: number | null }>> =>
  read
    .select({
      id: vouches.id,
      fromId: vouches.fromId,
      toId: vouches.toId,
      at: vouches.at,
      withdrawnAt: vouches.withdrawnAt,
    })
    .from(vouches)
    .where(gt(vouches.id, sql`${after}`))
    .orderBy(asc(vouches.id))
    .limit(limit);

/** What facts of a kind tell of comments. */
export interface CommentFact {
  id: FactId;
  by: MemberId | null;
  comment: CommentId | null;
  /** Whom it answers: another comment's author, or the topic's. */
  answered: MemberId | null;
}

/** Facts of a kind behind one, in order. */
export async function commentFactsAfter(
  read: Tx,
  kind: "comment.added" | "comment.thanked" | "reply.accepted",
  after: number,
  limit: number,
): Promise<CommentFact[]> {
  const rows = await read
    .select({ id: facts.id, by: facts.by, authorId: facts.authorId, details: facts.details })
    .from(facts)
    .where(and(eq(facts.kind, kind), gt(facts.id, sql`${after}`)))
    .orderBy(asc(facts.id))
    .limit(limit);
  return rows.map(commentFactOf);
}

// What ties people, or may untie them.
const TYING: readonly FactKind[] = [
  ...(["comment.added", "comment.edited", "comment.hidden", "comment.shown", "comment.thanked"] as const),
  ...(["comment.unthanked", "reply.accepted", "reply.unaccepted", "vouch.given", "vouch.withdrawn"] as const),
];

/** Whom facts about ties concern that reactions have yet to answer. */
export async function peopleOfOpenFacts(read: Tx): Promise<MemberId[]> {
  const rows = await read
    .select({ by: facts.by, authorId: facts.authorId, details: facts.details })
    .from(facts)
    .where(and(isNull(facts.settledAt), inArray(facts.kind, [...TYING])));
  return rows.flatMap(({ by, authorId, details }) => [
    ...[by, authorId].flatMap((id) => id ?? []),
    ...[details.parentAuthor, details.commentAuthor, details.member].flatMap((id) => idIn<MemberId>(id) ?? []),
  ]);
}

/** What one fact tells of a comment. */
export function commentFactOf(row: {
  id: FactId;
  by: MemberId | null;
  authorId: MemberId | null;
  details: Record<string, unknown>;
}): CommentFact {
  const { id, by, authorId, details } = row;
  return { id, by, comment: idIn(details.comment), answered: idIn(details.parentAuthor) ?? authorId };
}

const idIn = <Kind extends MemberId | CommentId>(value: unknown): Kind | null =>
  typeof value === "number" && isId<Kind>(value) ? value : null;
