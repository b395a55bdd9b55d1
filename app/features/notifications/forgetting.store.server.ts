import { inArray, or } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { notifications } from "~db/schema/notifications.ts";
import type { Tx } from "~db/store.ts";

/** Nobody has news of these topics any more. */
export async function deleteNewsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  await tx.delete(notifications).where(inArray(notifications.topicId, [...topics]));
}

/** Nobody has news of what these people did or wrote, and they have none. */
export async function deleteNewsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  const written = tx.select({ id: comments.id }).from(comments).where(inArray(comments.authorId, these));
  await tx
    .delete(notifications)
    .where(
      or(
        inArray(notifications.memberId, these),
        inArray(notifications.actorId, these),
        inArray(notifications.commentId, written),
      ),
    );
}
