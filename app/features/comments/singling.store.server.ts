import { and, eq, isNotNull } from "drizzle-orm";
import type { CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

export async function saveThanks(tx: Tx, id: CommentId, thankedAt: number | null): Promise<void> {
  await tx.update(comments).set({ thankedAt }).where(eq(comments.id, id));
}

export async function savePin(tx: Tx, id: CommentId, pinnedAt: number | null): Promise<void> {
  await tx.update(comments).set({ pinnedAt }).where(eq(comments.id, id));
}

export async function unpinOthers(tx: Tx, topicId: TopicId): Promise<void> {
  await tx
    .update(comments)
    .set({ pinnedAt: null })
    .where(and(eq(comments.topicId, topicId), isNotNull(comments.pinnedAt)));
}
