import { ideasNamed, markUnmerged } from "~/features/ideas/merging.server";
import { lockIdeas } from "~/features/ideas/tallies.server";
import { moveVotes, rootOf } from "~/features/voting/merging.server";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { takeFollowersBack } from "./followers.server";
import { deleteMerge, deleteMergesOf } from "./forgetting.store.server";
import { type Merge, mergesAmong } from "./store.server";

/** What these people merged stays merged, without their name; whom merges brought is forgotten. */
export { forgetMergers as forgetMergesBy } from "./forgetting.store.server";

/** Takes these ideas out of every merge: the votes, followers and statuses of others are as if it had never been. */
export async function forgetMergesOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const standing = await mergesAmong(tx, topics);
  const roots: TopicId[] = [];
  for (const { targetId } of standing) roots.push(await rootOf(tx, targetId));
  await lockIdeas(tx, [...standing.map(({ duplicateId }) => duplicateId), ...roots]);
  for (const merge of standing) await takeOut(tx, merge);
  await deleteMergesOf(tx, topics);
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
