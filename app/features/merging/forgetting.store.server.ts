import { eq, inArray, or, type SQL } from "drizzle-orm";
import type { MemberId, MergeId, TopicId } from "~db/ids.ts";
import { mergeFollows, merges } from "~db/schema/merging.ts";
import type { Tx } from "~db/store.ts";

export const deleteMerge = (tx: Tx, id: MergeId): Promise<void> => deleteWhere(tx, eq(merges.id, id));

/** Deletes the merges of these ideas, on either side, also those that were undone. */
export const deleteMergesOf = (tx: Tx, topics: readonly TopicId[]): Promise<void> =>
  deleteWhere(tx, or(inArray(merges.duplicateId, [...topics]), inArray(merges.targetId, [...topics])));

async function deleteWhere(tx: Tx, which: SQL | undefined): Promise<void> {
  const ids = tx.select({ id: merges.id }).from(merges).where(which);
  await tx.delete(mergeFollows).where(inArray(mergeFollows.mergeId, ids));
  await tx.delete(merges).where(which);
}

/** What these people merged stays, without their name; what they undid is history, and goes. */
export async function forgetMergers(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(mergeFollows).where(inArray(mergeFollows.memberId, [...people]));
  await deleteWhere(tx, inArray(merges.undoneBy, [...people]));
  await tx
    .update(merges)
    .set({ by: null })
    .where(inArray(merges.by, [...people]));
}
