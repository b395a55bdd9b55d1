import { importMerge } from "~/features/merging/merging.server";
import { type KnownTopic, topicsBySource } from "~/features/topics/importing.server";
import type { TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { type SaidDuplicate, unlinkedDuplicates } from "./linking.store.server";

const AT_ONCE = 50;

/**
 * Merges what sources call duplicates (`duplicate_of`) into what they are duplicates of, once both are here, in whichever
 * order and file they came. What somebody here merged or took out again stays as it is.
 */
export async function linkDuplicates(db: Store): Promise<void> {
  let after: TopicId | 0 = 0;
  for (;;) {
    const slice = await unlinkedDuplicates(db.read, after, AT_ONCE);
    const last = slice.at(-1);
    if (!last) return;
    await db.write((tx) => linkSlice(tx, slice));
    after = last.id;
  }
}

async function linkSlice(tx: Tx, slice: readonly SaidDuplicate[]): Promise<void> {
  for (const [source, those] of Map.groupBy(slice, (one) => one.source)) {
    const originals: Map<string, KnownTopic> = await topicsBySource(
      tx,
      source,
      those.map(({ of }) => of),
    );
    for (const { id, of } of those) {
      const original = originals.get(of);
      if (original) await importMerge(tx, id, original.id);
    }
  }
}
