import { inArray } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { staffNotes } from "~db/schema/desk.ts";
import type { Tx } from "~db/store.ts";

export async function deleteNotesOn(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await tx.delete(staffNotes).where(inArray(staffNotes.topicId, [...ids]));
}

export async function deleteNotesBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(staffNotes).where(inArray(staffNotes.authorId, [...people]));
}
