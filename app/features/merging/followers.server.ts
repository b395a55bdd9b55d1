import { followersGo } from "~/features/topics/merging.server";
import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { followsOnlyBy, forgetFollows, type Merge, standingMerge } from "./store.server";

/**
 * Takes back the follows that only this merge made. Where its target is merged on, those who came there with it go, too,
 * all the way.
 */
export async function takeFollowersBack(tx: Tx, merge: Merge): Promise<void> {
  let gone = await takeBack(tx, merge, null);
  let next = await standingMerge(tx, merge.targetId);
  while (next && gone.size) {
    const left = await takeBack(tx, next, gone);
    await forgetFollows(tx, next.id, [...gone]);
    gone = left;
    next = await standingMerge(tx, next.targetId);
  }
}

const takeBack = async (tx: Tx, merge: Merge, only: ReadonlySet<MemberId> | null): Promise<Set<MemberId>> =>
  new Set(await followersGo(tx, merge.targetId, await followsOnlyBy(tx, merge, only)));
