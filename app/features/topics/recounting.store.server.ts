import { and, asc, count, eq, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
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
export async function lockTopic(tx: Tx, id: TopicId): Promise<void> {
  await tx
    .update(topics)
    .set({ followerCount: sql`${topics.followerCount}` })
    .where(eq(topics.id, id));
}

/** Of one topic, or of all. */
export function followerDrifts(read: Tx, only?: TopicId): Promise<Drift[]> {
  const rows = read
    .select({ topicId: follows.topicId, amount: count().as("amount") })
    .from(follows)
    .where(and(eq(follows.wanted, true), only ? eq(follows.topicId, only) : undefined))
    .groupBy(follows.topicId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: topics.id, stored: topics.followerCount, counted: amount.mapWith(Number) })
    .from(topics)
    .leftJoin(rows, eq(rows.topicId, topics.id))
    .where(and(sql`${topics.followerCount} <> ${amount}`, only ? eq(topics.id, only) : undefined))
    .orderBy(asc(topics.id));
}

export function commentDrifts(read: Tx, only?: TopicId): Promise<Drift[]> {
  const rows = read
    .select({ topicId: comments.topicId, amount: count().as("amount") })
    .from(comments)
    .where(and(eq(comments.isHidden, false), only ? eq(comments.topicId, only) : undefined))
    .groupBy(comments.topicId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: topics.id, stored: topics.commentCount, counted: amount.mapWith(Number) })
    .from(topics)
    .leftJoin(rows, eq(rows.topicId, topics.id))
    .where(and(sql`${topics.commentCount} <> ${amount}`, only ? eq(topics.id, only) : undefined))
    .orderBy(asc(topics.id));
}

export async function repairFollowers(tx: Tx, drifts: readonly Drift[]): Promise<void> {
  for (const { id, counted } of drifts)
    await tx.update(topics).set({ followerCount: counted }).where(eq(topics.id, id));
}

export async function repairComments(tx: Tx, drifts: readonly Drift[]): Promise<void> {
  for (const { id, counted } of drifts) await tx.update(topics).set({ commentCount: counted }).where(eq(topics.id, id));
}
