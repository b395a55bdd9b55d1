import { and, eq, sql } from "drizzle-orm";
import type { CommentId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { comments } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

export type CommentRow = typeof comments.$inferSelect;
type NewRow = Omit<typeof comments.$inferInsert, "id" | "thread">;

/** Stores a comment, or finds the one this form made before. */
export async function insertComment(
  tx: Tx,
  row: NewRow & { once: string },
): Promise<{ id: CommentId; isNew: boolean }> {
  const added = await addRow(tx, row);
  if (added) return { id: added, isNew: true };
  const [before] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.authorId, row.authorId), eq(comments.once, row.once)));
  if (!before) throw new Error("a comment was neither added nor found");
  return { id: before.id, isNew: false };
}

// A first-level comment begins its own thread.
async function addRow(tx: Tx, row: NewRow): Promise<CommentId | undefined> {
  const [added] = await tx
    .insert(comments)
    .values({ ...row, thread: row.parentId ?? sql`0` })
    .onConflictDoNothing()
    .returning({ id: comments.id });
  if (added && !row.parentId) await tx.update(comments).set({ thread: added.id }).where(eq(comments.id, added.id));
  return added?.id;
}

export async function loadComment(read: Tx, id: CommentId): Promise<CommentRow | undefined> {
  const [row] = await read.select().from(comments).where(eq(comments.id, id));
  return row;
}

/** Holds the comment until the transaction ends: the second of two edits keeps the words of the first. */
export const lockComment = (tx: Tx, id: CommentId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(comments)
      .set({ text: sql`${comments.text}` })
      .where(eq(comments.id, id)),
  );

export async function saveText(
  tx: Tx,
  id: CommentId,
  changes: Pick<CommentRow, "text" | "html" | "editedAt">,
): Promise<void> {
  await tx.update(comments).set(changes).where(eq(comments.id, id));
}
