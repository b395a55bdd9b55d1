import { type KnownTopic, topicsBySource } from "~/features/topics/importing.server";
import type { Tx } from "~db/store.ts";
import type { SourceIdea } from "./sources/source";

/** An idea whose key is whole. */
export type KeyedIdea = SourceIdea & { source: string };

/** What came before of each of these. */
export async function knownOf(
  read: Tx,
  ideas: readonly KeyedIdea[],
): Promise<(idea: KeyedIdea) => KnownTopic | undefined> {
  const bySource = new Map<string, Map<string, KnownTopic>>();
  for (const [source, those] of Map.groupBy(ideas, (idea) => idea.source)) {
    const ids = those.map(({ sourceId }) => sourceId);
    bySource.set(source, await topicsBySource(read, source, ids));
  }
  return ({ source, sourceId }) => bySource.get(source)?.get(sourceId);
}
