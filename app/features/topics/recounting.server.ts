import { setImmediate as nextTick } from "node:timers/promises";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  commentDrifts,
  type Drift,
  followerDrifts,
  lastOfNext,
  lockTopic,
  repairComments,
  repairFollowers,
} from "./recounting.store.server";

export type { Drift } from "./recounting.store.server";

interface TopicDrifts {
  followers: Drift[];
  comments: Drift[];
}

const SLICE = 500;

/**
 * Where the stored counts of topics differ from their rows; `repair` makes them equal. Some topics at a time: others are
 * answered in between.
 */
export async function recountTopics(db: Store, repair: boolean): Promise<TopicDrifts> {
  const drifts: TopicDrifts = { followers: [], comments: [] };
  let after = 0;
  for (;;) {
    const upTo = await lastOfNext(db.read, after, SLICE);
    if (upTo === null) return drifts;
    const those = { after, upTo };
    const seen = [...(await followerDrifts(db.read, those)), ...(await commentDrifts(db.read, those))];
    for (const id of new Set(seen.map((drift) => drift.id))) {
      const { followers, comments } = await recountTopic(db, id, repair);
      drifts.followers.push(...followers);
      drifts.comments.push(...comments);
    }
    after = upTo;
    await nextTick();
  }
}

// Read again under the topic's lock: a comment or a follow may have come since.
const recountTopic = (db: Store, id: TopicId, repair: boolean): Promise<TopicDrifts> =>
  db.write(async (tx) => {
    await lockTopic(tx, id);
    const one = { after: id - 1, upTo: id };
    const drifts = { followers: await followerDrifts(tx, one), comments: await commentDrifts(tx, one) };
    if (repair) await repairFollowers(tx, drifts.followers);
    if (repair) await repairComments(tx, drifts.comments);
    touch(tx, `topic:${id}`);
    return drifts;
  });
