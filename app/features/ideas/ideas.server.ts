import type { Viewer } from "~/features/members/rules";
import type { TopicRow } from "~/features/topics/rules";
import { topicAtHand, visibleTopic } from "~/features/topics/topics.server";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type Idea, loadIdeaState } from "./store.server";

export { declinesOf, type Idea } from "./store.server";

/** The idea, if the viewer may see it. */
export async function visibleIdea(tx: Tx, viewer: Viewer, id: TopicId): Promise<Idea> {
  return withState(tx, await visibleTopic(tx, viewer, id));
}

/** The same for somebody about to do something there, who may have it open: they are told when it is hidden. */
export async function ideaAtHand(tx: Tx, viewer: Viewer, id: TopicId): Promise<Idea> {
  return withState(tx, await topicAtHand(tx, viewer, id));
}

async function withState(tx: Tx, topic: TopicRow): Promise<Idea> {
  const state = await loadIdeaState(tx, topic.id);
  if (!state) throw new Refused("not.found");
  return { ...topic, status: state.status };
}
