import { isDeepStrictEqual } from "node:util";
import { ideasNamed, markUnmerged } from "~/features/ideas/merging.server";
import { lockIdeas } from "~/features/ideas/tallies.server";
import { moveVotes, rootOf } from "~/features/voting/merging.server";
import { Overtaken } from "~db/errors.ts";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { takeFollowersBack } from "./followers.server";
import { deleteMerge, deleteMergesOf } from "./forgetting.store.server";
import { type Merge, mergesAmong } from "./store.server";

/** What these people merged stays merged, without their name; whom merges brought is forgotten. */
export { forgetMergers as forgetMergesBy } from "./forgetting.store.server";

/**
 * Takes these ideas out of every merge: the votes, followers and statuses of others are as if it had never been. Throws
 * Overtaken when somebody merged or unmerged there before all was held.
 */
export async function forgetMergesOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const before = await mergedAmong(tx, topics);
  await lockIdeas(tx, [...before.ways.keys(), ...before.ways.values()]);
  const { standing, ways } = await mergedAmong(tx, topics);
  if (!isDeepStrictEqual(ways, before.ways)) throw new Overtaken("merged or unmerged meanwhile");
  for (const merge of standing) await takeOut(tx, merge);
  await deleteMergesOf(tx, topics);
}

/** The merges that these ideas stand in, and where each duplicate's way ends. */
async function mergedAmong(tx: Tx, topics: readonly TopicId[]) {
  const standing = await mergesAmong(tx, topics);
  const ways = new Map<TopicId, TopicId>();
  for (const { duplicateId } of standing) ways.set(duplicateId, await rootOf(tx, duplicateId));
  return { standing, ways };
}

async function takeOut(tx: Tx, merge: Merge): Promise<void> {
  const { id, duplicateId, statusBefore: to, statusBeforeAt: since } = merge;
  const root = await rootOf(tx, duplicateId);
  await takeFollowersBack(tx, merge);
  await deleteMerge(tx, id);
  await moveVotes(tx, duplicateId, root, duplicateId);
  const [duplicate] = await ideasNamed(tx, [duplicateId]);
  if (duplicate) await markUnmerged(tx, duplicate, { by: null, to, since });
}
