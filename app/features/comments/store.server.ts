import { and, eq, ne, or, sql } from "drizzle-orm";
import type { CommentId } from "~db/ids.ts";
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

type ImportedRow = Omit<NewRow, "parentId"> & { source: string; sourceId: string };

/**
 * Stores a comment from elsewhere, or its words when they changed there. True when it is new. It stands under the
 * comment of the same topic that its source calls `replyTo`, when there is one.
 */
export async function importComment(tx: Tx, row: ImportedRow, replyTo: string | null): Promise<boolean> {
  const added = await addRow(tx, { ...row, parentId: replyTo === null ? null : await threadOf(tx, row, replyTo) });
  if (!added) await changeImported(tx, row);
  return added !== undefined;
}

async function threadOf(tx: Tx, { topicId, source }: ImportedRow, sourceId: string): Promise<CommentId | null> {
  const [row] = await tx
    .select({ thread: comments.thread })
    .from(comments)
    .where(and(eq(comments.source, source), eq(comments.sourceId, sourceId), eq(comments.topicId, topicId)));
  return row?.thread ?? null;
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

async function changeImported(tx: Tx, { source, sourceId, authorId, text, html }: ImportedRow): Promise<void> {
  await tx
    .update(comments)
    .set({ authorId, text, html })
    .where(
      and(
        eq(comments.source, source),
        eq(comments.sourceId, sourceId),
        or(ne(comments.text, text), ne(comments.authorId, authorId)),
      ),
    );
}

export async function loadComment(read: Tx, id: CommentId): Promise<CommentRow | undefined> {
  const [row] = await read.select().from(comments).where(eq(comments.id, id));
  return row;
}

/** Holds the comment until the transaction ends: the second of two edits keeps the words of the first. */
export async function lockComment(tx: Tx, id: CommentId): Promise<void> {
  await tx
    .update(comments)
    .set({ text: sql`${comments.text}` })
    .where(eq(comments.id, id));
}

export async function saveText(
  tx: Tx,
  id: CommentId,
  changes: Pick<CommentRow, "text" | "html" | "editedAt">,
): Promise<void> {
  await tx.update(comments).set(changes).where(eq(comments.id, id));
}
