import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  commentDrifts,
  type Drift,
  followerDrifts,
  lockTopic,
  repairComments,
  repairFollowers,
} from "./recounting.store.server";

export type { Drift } from "./recounting.store.server";

interface TopicDrifts {
  followers: Drift[];
  comments: Drift[];
}

/** Where the stored counts of topics differ from their rows; `repair` makes them equal. */
export async function recountTopics(db: Store, repair: boolean): Promise<TopicDrifts> {
  const drifts: TopicDrifts = { followers: [], comments: [] };
  const seen = [...(await followerDrifts(db.read)), ...(await commentDrifts(db.read))];
  for (const id of new Set(seen.map((drift) => drift.id))) {
    const { followers, comments } = await recountTopic(db, id, repair);
    drifts.followers.push(...followers);
    drifts.comments.push(...comments);
  }
  return drifts;
}

// Read again under the topic's lock: a comment or a follow may have come since.
const recountTopic = (db: Store, id: TopicId, repair: boolean): Promise<TopicDrifts> =>
  db.write(async (tx) => {
    await lockTopic(tx, id);
    const drifts = { followers: await followerDrifts(tx, id), comments: await commentDrifts(tx, id) };
    if (repair) await repairFollowers(tx, drifts.followers);
    if (repair) await repairComments(tx, drifts.comments);
    touch(tx, `topic:${id}`);
    return drifts;
  });
