import { and, asc, count, eq, gt, lte, max, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { comments } from "~db/schema/comments.ts";
import { follows, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** A stored count and what the rows add up to. */
export interface Drift {
  id: TopicId;
  stored: number;
  counted: number;
}

/** Holds the topic's row until the transaction ends: its counts stand still. */
export const lockTopic = (tx: Tx, id: TopicId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(topics)
      .set({ followerCount: sql`${topics.followerCount}` })
      .where(eq(topics.id, id)),
  );

/** Numbers of topics, from behind the first to the last. */
export interface Numbers {
  after: number;
  upTo: number;
}

/** The last of the next so many topics; null behind the last. */
export async function lastOfNext(read: Tx, after: number, most: number): Promise<number | null> {
  const next = read
    .select({ id: topics.id })
    .from(topics)
    .where(gt(topics.id, sql`${after}`))
    .orderBy(asc(topics.id))
    .limit(most)
    .as("next");
  const [row] = await read.select({ last: max(next.id) }).from(next);
  return row?.last ?? null;
}

export function followerDrifts(read: Tx, { after, upTo }: Numbers): Promise<Drift[]> {
  const rows = read
    .select({ topicId: follows.topicId, amount: count().as("amount") })
    .from(follows)
    .where(and(eq(follows.wanted, true), gt(follows.topicId, sql`${after}`), lte(follows.topicId, sql`${upTo}`)))
    .groupBy(follows.topicId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: topics.id, stored: topics.followerCount, counted: amount.mapWith(Number) })
    .from(topics)
    .leftJoin(rows, eq(rows.topicId, topics.id))
    .where(and(sql`${topics.followerCount} <> ${amount}`, gt(topics.id, sql`${after}`), lte(topics.id, sql`${upTo}`)))
    .orderBy(asc(topics.id));
}

export function commentDrifts(read: Tx, { after, upTo }: Numbers): Promise<Drift[]> {
  const rows = read
    .select({ topicId: comments.topicId, amount: count().as("amount") })
    .from(comments)
    .where(and(eq(comments.isHidden, false), gt(comments.topicId, sql`${after}`), lte(comments.topicId, sql`${upTo}`)))
    .groupBy(comments.topicId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: topics.id, stored: topics.commentCount, counted: amount.mapWith(Number) })
    .from(topics)
    .leftJoin(rows, eq(rows.topicId, topics.id))
    .where(and(sql`${topics.commentCount} <> ${amount}`, gt(topics.id, sql`${after}`), lte(topics.id, sql`${upTo}`)))
    .orderBy(asc(topics.id));
}

export async function repairFollowers(tx: Tx, drifts: readonly Drift[]): Promise<void> {
  for (const { id, counted } of drifts)
    await tx.update(topics).set({ followerCount: counted }).where(eq(topics.id, id));
}

export async function repairComments(tx: Tx, drifts: readonly Drift[]): Promise<void> {
  for (const { id, counted } of drifts) await tx.update(topics).set({ commentCount: counted }).where(eq(topics.id, id));
}
