import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { copyFollows, deleteUntouched } from "./merging.store.server";
import { stepFollowers, storeFollow } from "./store.server";

/** What merging brings along. */
interface Coming {
  from: TopicId;
  to: TopicId;
  /** Who comes, too, though they don't follow it. */
  also: readonly MemberId[];
  at: number;
}

/** Lets who follows one topic follow another, unless they said "stop" there. Returns who didn't follow it before. */
export async function followersCome(tx: Tx, { from, to, also, at }: Coming): Promise<MemberId[]> {
  const come = await copyFollows(tx, from, to, at);
  for (const memberId of also)
    if (await storeFollow(tx, { topicId: to, memberId, wanted: true, at }, "only when new")) come.push(memberId);
  if (come.length) await stepFollowers(tx, to, come.length);
  return come;
}

/** A follow that merging made, and when. */
export interface MadeFollow {
  memberId: MemberId;
  at: number;
}

/** Takes such follows back, except where the person has said something since. Returns whose are gone. */
export async function followersGo(tx: Tx, topicId: TopicId, made: readonly MadeFollow[]): Promise<MemberId[]> {
  const gone: MemberId[] = [];
  for (const [at, some] of Map.groupBy(made, (one) => one.at)) {
    const memberIds = some.map(({ memberId }) => memberId);
    gone.push(...(await deleteUntouched(tx, topicId, at, memberIds)));
  }
  if (gone.length) await stepFollowers(tx, topicId, -gone.length);
  return gone;
}
