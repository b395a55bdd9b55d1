import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { isModerator, type Viewer } from "~/features/members/rules";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { threads } from "~db/schema/threads.ts";
import type { Tx } from "~db/store.ts";

export async function saveAcceptance(
  tx: Tx,
  topicId: TopicId,
  accepted: { id: CommentId; by: MemberId; at: number } | null,
): Promise<void> {
  await tx
    .update(threads)
    .set({
      acceptedId: accepted?.id ?? null,
      acceptedBy: accepted?.by ?? null,
      acceptedAt: accepted?.at ?? null,
    })
    .where(eq(threads.topicId, topicId));
}

/**
 * The accepted reply of the thread of the row, as a column of a query over threads; null also where it is hidden and not
 * for this viewer to read: to them the question is open again.
 */
export function acceptedReply(read: Tx, viewer: Viewer): SQL<CommentId | null> {
  const isShown = eq(comments.isHidden, false);
  const readable = viewer ? or(isShown, eq(comments.authorId, viewer.id)) : isShown;
  const reply = read
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.id, threads.acceptedId), isModerator(viewer) ? undefined : readable));
  return sql<CommentId | null>`${reply}`;
}

const nothing = { acceptedId: null, acceptedBy: null, acceptedAt: null };

/** These topics' questions are open again: what was accepted goes. */
export async function clearAcceptancesOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  await tx
    .update(threads)
    .set(nothing)
    .where(inArray(threads.topicId, [...topics]));
}

/** The same where these people wrote what was accepted, or accepted it. */
export async function clearAcceptancesBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  const theirs = tx.select({ id: comments.id }).from(comments).where(inArray(comments.authorId, these));
  await tx
    .update(threads)
    .set(nothing)
    .where(or(inArray(threads.acceptedBy, these), inArray(threads.acceptedId, theirs)));
}
