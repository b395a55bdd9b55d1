import { and, asc, count, eq, sql } from "drizzle-orm";
import type { CommentId } from "~db/ids.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

/** A stored number of marks and what the rows add up to. */
export interface HelpfulDrift {
  id: CommentId;
  stored: number;
  counted: number;
}

/** Of one comment, or of all. */
export function helpfulDrifts(read: Tx, only?: CommentId): Promise<HelpfulDrift[]> {
  const rows = read
    .select({ commentId: helpfulMarks.commentId, amount: count().as("amount") })
    .from(helpfulMarks)
    .where(only ? eq(helpfulMarks.commentId, only) : undefined)
    .groupBy(helpfulMarks.commentId)
    .as("counted");
  const amount = sql<number>`coalesce(${rows.amount}, 0)`;
  return read
    .select({ id: comments.id, stored: comments.helpful, counted: amount.mapWith(Number) })
    .from(comments)
    .leftJoin(rows, eq(rows.commentId, comments.id))
    .where(and(sql`${comments.helpful} <> ${amount}`, only ? eq(comments.id, only) : undefined))
    .orderBy(asc(comments.id));
}

export async function repairHelpful(tx: Tx, drifts: readonly HelpfulDrift[]): Promise<void> {
  for (const { id, counted } of drifts) await tx.update(comments).set({ helpful: counted }).where(eq(comments.id, id));
}
