import type { Viewer } from "~/features/members/rules";
import type { TopicRow } from "~/features/topics/rules";
import { topicAtHand, visibleTopic } from "~/features/topics/topics.server";
import { Refused } from "~/platform/refusals";
import type { Tx } from "~db/store.ts";
import { type ObjectionRow, objectionsNamed } from "./moderating.store.server";
import { mayRead, type ObjectionKey } from "./rules";

export {
  countShownObjections,
  type Hiding,
  hidingOn,
  type ObjectionRow,
  objectionsNamed,
  shownObjectionsOf,
} from "./moderating.store.server";

interface ObjectionInTopic {
  objection: ObjectionRow;
  topic: TopicRow;
}

/** The objection with its idea, if the viewer may see that and read the reason. */
export async function objectionTo(tx: Tx, viewer: Viewer, key: ObjectionKey): Promise<ObjectionInTopic> {
  const objection = (await objectionsNamed(tx, [key]))[0];
  if (!objection || !mayRead(viewer, objection)) throw new Refused("not.found");
  return { objection, topic: await visibleTopic(tx, viewer, key.topicId) };
}

/** The same for somebody about to do something with it, who may have it open: they are told when it is hidden. */
export async function objectionAtHand(tx: Tx, viewer: Viewer, key: ObjectionKey): Promise<ObjectionInTopic> {
  const objection = (await objectionsNamed(tx, [key]))[0];
  if (!objection) throw new Refused("not.found");
  const topic = await topicAtHand(tx, viewer, key.topicId);
  if (!mayRead(viewer, objection)) throw new Refused("objection.hidden");
  return { objection, topic };
}
