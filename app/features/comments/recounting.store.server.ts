import { and, asc, count, eq, gt, lte, max, sql } from "drizzle-orm";
import type { CommentId } from "~db/ids.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

/** A stored number of marks and what the rows add up to. */
export interface HelpfulDrift {
  id: CommentId;
  stored: number;
  counted: number;
}

/** The last of the next so many comments; null behind the last. */
export async function lastOfNext(read: Tx, after: number, most: number): Promise<number | null> {
  const next = read
    .select({ id: comments.id })
    .from(comments)
    .where(gt(comments.id, sql`${after}`))
    .orderBy(asc(comments.id))
    .limit(most)
    .as("next");
  const [row] = await read.select({ last: max(next.id) }).from(next);
  return row?.last ?? null;
}

/** Of the comments with these numbers, from behind the first to the last. */
export function helpfulDrifts(read: Tx, { after, upTo }: { after: number; upTo: number }): Promise<HelpfulDrift[]> {
  const rows = read
    .select({ commentId: helpfulMarks.commentId, amount: count().as("amount") })
    .from(helpfulMarks)
    .where(and(gt(helpfulMarks.commentId, sql`${after}`), lte(helpfulMarks.commentId, sql`${upTo}`)))
    .groupBy(helpfulMarks.commentId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: comments.id, stored: comments.helpful, counted: amount.mapWith(Number) })
    .from(comments)
    .leftJoin(rows, eq(rows.commentId, comments.id))
    .where(and(sql`${comments.helpful} <> ${amount}`, gt(comments.id, sql`${after}`), lte(comments.id, sql`${upTo}`)))
    .orderBy(asc(comments.id));
}

export async function repairHelpful(tx: Tx, drifts: readonly HelpfulDrift[]): Promise<void> {
  for (const { id, counted } of drifts) await tx.update(comments).set({ helpful: counted }).where(eq(comments.id, id));
}
