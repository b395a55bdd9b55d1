import { eq, sql } from "drizzle-orm";
import type { TopicRow } from "~/features/topics/rules";
import type { CommentId, TopicId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { threads } from "~db/schema/threads.ts";
import type { Tx } from "~db/store.ts";
import type { ThreadKind } from "./rules";

/** A thread as commands see it: its topic, what it is for, and the reply that answered it. */
export type Thread = TopicRow & { thread: ThreadKind; acceptedId: CommentId | null };

type Row = typeof threads.$inferInsert;

export async function loadThreadState(
  read: Tx,
  id: TopicId,
): Promise<{ kind: ThreadKind; acceptedId: CommentId | null } | undefined> {
  const { kind, acceptedId } = threads;
  const [row] = await read.select({ kind, acceptedId }).from(threads).where(eq(threads.topicId, id));
  return row;
}

/** The words of a thread, as they were written and as they are shown. */
export async function loadWords(read: Tx, id: TopicId): Promise<{ text: string; html: string }> {
  const { text, html } = threads;
  const [row] = await read.select({ text, html }).from(threads).where(eq(threads.topicId, id));
  if (!row) throw new Error(`thread ${id} has no row`);
  return row;
}

export async function insertThread(tx: Tx, row: Row): Promise<void> {
  await tx.insert(threads).values(row);
}

export async function updateThread(tx: Tx, id: TopicId, changes: Partial<Row>): Promise<void> {
  await tx.update(threads).set(changes).where(eq(threads.topicId, id));
}

/** Holds the thread until the transaction ends: the second of two edits keeps the words of the first. */
export const lockThread = (tx: Tx, id: TopicId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(threads)
      .set({ kind: sql`${threads.kind}` })
      .where(eq(threads.topicId, id)),
  );
