import { eq, inArray, sql } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { threadRevisions, threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

export async function deleteThreads(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  const these = [...ids];
  await tx.delete(threadRevisions).where(inArray(threadRevisions.topicId, these));
  await tx.delete(threads).where(inArray(threads.topicId, these));
}

/** On threads that stay, edits of theirs read as the author's. */
export async function leaveThreads(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  const author = tx.select({ id: topics.authorId }).from(topics).where(eq(topics.id, threadRevisions.topicId));
  await tx
    .update(threadRevisions)
    .set({ by: sql`(${author})` })
    .where(inArray(threadRevisions.by, these));
}
