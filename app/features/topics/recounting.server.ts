import type { Store } from "~db/store.ts";
import { commentDrifts, type Drift, followerDrifts, repairComments, repairFollowers } from "./recounting.store.server";

export type { Drift } from "./recounting.store.server";

export interface TopicDrifts {
  followers: Drift[];
  comments: Drift[];
}

/** Where the stored counts of topics differ from their rows; `repair` makes them equal. */
export async function recountTopics(db: Store, repair: boolean): Promise<TopicDrifts> {
  const followers = await followerDrifts(db.read);
  const comments = await commentDrifts(db.read);
  if (repair && followers.length + comments.length) {
    await db.write(async (tx) => {
      await repairFollowers(tx, followers);
      await repairComments(tx, comments);
    });
  }
  return { followers, comments };
}
