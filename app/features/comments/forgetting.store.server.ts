import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { commentRevisions, comments, helpfulMarks } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

export async function markComment(tx: Tx, id: CommentId, source: string, sourceId: string): Promise<void> {
  await tx.update(comments).set({ source, sourceId }).where(eq(comments.id, id));
}

export async function deleteCommentsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const these = tx
    .select({ id: comments.id })
    .from(comments)
    .where(inArray(comments.topicId, [...topics]));
  await tx.delete(helpfulMarks).where(inArray(helpfulMarks.commentId, these));
  await tx.delete(commentRevisions).where(inArray(commentRevisions.commentId, these));
  await tx.delete(comments).where(inArray(comments.topicId, [...topics]));
}

/** Replies of others to these people's comments stand by themselves from now on. */
export async function raiseReplies(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const theirs = tx
    .select({ id: comments.id })
    .from(comments)
    .where(inArray(comments.authorId, [...people]));
  await tx
    .update(comments)
    .set({ parentId: null, thread: sql`${comments.id}` })
    .where(and(inArray(comments.parentId, theirs), notInArray(comments.authorId, [...people])));
}

/** Deletes what these people wrote; says which topics counted it, once a comment. */
export async function deleteCommentsBy(tx: Tx, people: readonly MemberId[]): Promise<TopicId[]> {
  const these = tx
    .select({ id: comments.id })
    .from(comments)
    .where(inArray(comments.authorId, [...people]));
  await tx.delete(helpfulMarks).where(inArray(helpfulMarks.commentId, these));
  await tx.delete(commentRevisions).where(inArray(commentRevisions.commentId, these));
  const gone = await tx
    .delete(comments)
    .where(inArray(comments.authorId, [...people]))
    .returning({ topicId: comments.topicId, isHidden: comments.isHidden });
  return gone.filter(({ isHidden }) => !isHidden).map(({ topicId }) => topicId);
}

/** Takes back what these people marked; says of which comments, once a mark. */
export async function deleteMarksBy(tx: Tx, people: readonly MemberId[]): Promise<CommentId[]> {
  const gone = await tx
    .delete(helpfulMarks)
    .where(inArray(helpfulMarks.memberId, [...people]))
    .returning({ id: helpfulMarks.commentId });
  return gone.map(({ id }) => id);
}
