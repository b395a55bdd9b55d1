import { inArray } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { importBatches, importedTopics } from "~db/schema/import.ts";
import type { Tx } from "~db/store.ts";

/** No batch made these topics any more. */
export async function deleteImported(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  await tx.delete(importedTopics).where(inArray(importedTopics.topicId, [...topics]));
}

/** What these people imported stays, by nobody. */
export async function dropImporters(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx
    .update(importBatches)
    .set({ by: null })
    .where(inArray(importBatches.by, [...people]));
}
