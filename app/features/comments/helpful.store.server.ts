import { and, eq, sql } from "drizzle-orm";
import type { CommentId } from "~db/ids.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

type Mark = typeof helpfulMarks.$inferSelect;

/** False when it stood already. */
export async function addMark(tx: Tx, mark: Mark): Promise<boolean> {
  const rows = await tx
    .insert(helpfulMarks)
    .values(mark)
    .onConflictDoNothing()
    .returning({ id: helpfulMarks.commentId });
  return rows.length > 0;
}

/** False when there was none. */
export async function removeMark(tx: Tx, { commentId, memberId }: Omit<Mark, "at">): Promise<boolean> {
  const rows = await tx
    .delete(helpfulMarks)
    .where(and(eq(helpfulMarks.commentId, commentId), eq(helpfulMarks.memberId, memberId)))
    .returning({ id: helpfulMarks.commentId });
  return rows.length > 0;
}

/** Steps the stored number; says what it is then. */
export async function stepHelpful(tx: Tx, id: CommentId, step: number): Promise<number> {
  const [row] = await tx
    .update(comments)
    .set({ helpful: sql`${comments.helpful} + ${step}` })
    .where(eq(comments.id, id))
    .returning({ helpful: comments.helpful });
  return row?.helpful ?? 0;
}
