import { and, eq, sql } from "drizzle-orm";
import type { CommentId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { comments } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

export type CommentRow = typeof comments.$inferSelect;
type NewRow = Pick<CommentRow, "topicId" | "authorId" | "parentId" | "text" | "html" | "createdAt"> & { once: string };

/** Stores a comment, or finds the one this form made before. */
export async function insertComment(tx: Tx, row: NewRow): Promise<{ id: CommentId; isNew: boolean }> {
  const added = await addRow(tx, row);
  if (added) return { id: added, isNew: true };
  const [before] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.authorId, row.authorId), eq(comments.once, row.once)));
  if (!before) throw new Error("a comment was neither added nor found");
  return { id: before.id, isNew: false };
}

const rowAdded = prepared((tx, value: Value<NewRow & { thread: number }>) =>
  tx
    .insert(comments)
    .values({
      ...{ topicId: value("topicId"), authorId: value("authorId"), parentId: value("parentId") },
      ...{ thread: value("thread"), text: value("text"), html: value("html") },
      ...{ createdAt: value("createdAt"), once: value("once") },
    })
    .onConflictDoNothing()
    .returning({ id: comments.id }),
);

const threadBegun = prepared((tx, value: Value<{ id: CommentId }>) =>
  tx
    .update(comments)
    .set({ thread: sql`${comments.id}` })
    .where(eq(comments.id, value("id"))),
);

// A first-level comment begins its own thread.
async function addRow(tx: Tx, row: NewRow): Promise<CommentId | undefined> {
  const [added] = await rowAdded(tx, { ...row, thread: row.parentId ?? 0 });
  if (added && !row.parentId) await threadBegun(tx, added);
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
