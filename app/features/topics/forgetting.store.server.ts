import { and, eq, inArray, ne, notExists, sql } from "drizzle-orm";
import type { BoardId, MemberId, TeamId, TopicId } from "~db/ids.ts";
import { importBatches } from "~db/schema/import.ts";
import { boards, follows, importedFields, topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** Whose source is this one: half of their key. */
export async function markTopic(tx: Tx, id: TopicId, source: string, sourceId: string): Promise<void> {
  await tx.update(topics).set({ source, sourceId }).where(eq(topics.id, id));
}

export async function hideAll(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await tx
    .update(topics)
    .set({ visibility: "hidden" })
    .where(and(inArray(topics.id, [...ids]), ne(topics.visibility, "hidden")));
}

export async function deleteTopics(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  const these = [...ids];
  await tx.delete(follows).where(inArray(follows.topicId, these));
  await tx.delete(topicTags).where(inArray(topicTags.topicId, these));
  await tx.delete(importedFields).where(inArray(importedFields.topicId, these));
  await tx.delete(topics).where(inArray(topics.id, these));
}

/** Deletes what these people follow, and says on which topics they counted as followers: once a person. */
export async function deleteFollowsBy(tx: Tx, people: readonly MemberId[]): Promise<TopicId[]> {
  const gone = await tx
    .delete(follows)
    .where(inArray(follows.memberId, [...people]))
    .returning({ topicId: follows.topicId, wanted: follows.wanted });
  return gone.filter(({ wanted }) => wanted).map(({ topicId }) => topicId);
}

export async function stepCommentCount(tx: Tx, id: TopicId, step: number): Promise<void> {
  await tx
    .update(topics)
    .set({ commentCount: sql`${topics.commentCount} + ${step}` })
    .where(eq(topics.id, id));
}

/** Those of the boards that nothing stands on, and that no import is to fill. */
export async function deleteEmptyBoards(tx: Tx, ids: readonly BoardId[]): Promise<void> {
  const standing = tx.select({ one: sql`1` }).from(topics).where(eq(topics.boardId, boards.id));
  const coming = tx.select({ one: sql`1` }).from(importBatches).where(eq(importBatches.boardId, boards.id));
  await tx.delete(boards).where(and(inArray(boards.id, [...ids]), notExists(standing), notExists(coming)));
}

export async function leaveToNobody(tx: Tx, teams: readonly TeamId[]): Promise<void> {
  await tx
    .update(boards)
    .set({ teamId: null })
    .where(inArray(boards.teamId, [...teams]));
}
