import { inArray, or } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { hidings, moderationActs, reports } from "~db/schema/moderation.ts";
import type { Tx } from "~db/store.ts";

/** Reports of these topics and what was done about them. */
export async function deleteModerationOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const these = [...topics];
  const acts = tx.select({ id: moderationActs.id }).from(moderationActs).where(inArray(moderationActs.topicId, these));
  await tx.delete(hidings).where(or(inArray(hidings.topicId, these), inArray(hidings.actId, acts)));
  await tx.delete(moderationActs).where(inArray(moderationActs.topicId, these));
  await tx.delete(reports).where(inArray(reports.topicId, these));
}

/** Reports by these people and of what they wrote; acts by them and about them. */
export async function deleteModerationBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  const written = tx.select({ id: comments.id }).from(comments).where(inArray(comments.authorId, these));
  const theirs = or(
    inArray(moderationActs.by, these),
    inArray(moderationActs.subjectId, these),
    inArray(moderationActs.commentId, written),
  );
  const acts = tx.select({ id: moderationActs.id }).from(moderationActs).where(theirs);
  await tx
    .delete(hidings)
    .where(
      or(
        inArray(hidings.actId, acts),
        inArray(hidings.commentId, written),
        inArray(hidings.objectorId, these),
        inArray(hidings.shownBy, these),
      ),
    );
  await tx.delete(moderationActs).where(theirs);
  // What one of them undid counts as undone by who did it.
  await tx.update(moderationActs).set({ undoneBy: moderationActs.by }).where(inArray(moderationActs.undoneBy, these));
  await tx
    .delete(reports)
    .where(
      or(inArray(reports.reporterId, these), inArray(reports.commentId, written), inArray(reports.objectorId, these)),
    );
  await tx.update(reports).set({ decidedBy: null }).where(inArray(reports.decidedBy, these));
}
