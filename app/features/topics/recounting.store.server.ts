import { asc, count, eq, sql } from "drizzle-orm";
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

export function followerDrifts(read: Tx): Promise<Drift[]> {
  const rows = read
    .select({ topicId: follows.topicId, amount: count().as("amount") })
    .from(follows)
    .where(eq(follows.wanted, true))
    .groupBy(follows.topicId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: topics.id, stored: topics.followerCount, counted: amount.mapWith(Number) })
    .from(topics)
    .leftJoin(rows, eq(rows.topicId, topics.id))
    .where(sql`${topics.followerCount} <> ${amount}`)
    .orderBy(asc(topics.id));
}

export function commentDrifts(read: Tx): Promise<Drift[]> {
  const rows = read
    .select({ topicId: comments.topicId, amount: count().as("amount") })
    .from(comments)
    .groupBy(comments.topicId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: topics.id, stored: topics.commentCount, counted: amount.mapWith(Number) })
    .from(topics)
    .leftJoin(rows, eq(rows.topicId, topics.id))
    .where(sql`${topics.commentCount} <> ${amount}`)
    .orderBy(asc(topics.id));
}

export async function repairFollowers(tx: Tx, drifts: readonly Drift[]): Promise<void> {
  for (const { id, counted } of drifts)
    await tx.update(topics).set({ followerCount: counted }).where(eq(topics.id, id));
}

export async function repairComments(tx: Tx, drifts: readonly Drift[]): Promise<void> {
  for (const { id, counted } of drifts) await tx.update(topics).set({ commentCount: counted }).where(eq(topics.id, id));
}
