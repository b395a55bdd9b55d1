import type { Viewer } from "~/features/members/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { type Idea, loadIdeaState } from "./store.server";

export { declinesOf, type Idea } from "./store.server";

/** The idea, if the viewer may see it. */
export async function visibleIdea(tx: Tx, viewer: Viewer, id: TopicId): Promise<Idea> {
  const topic = await visibleTopic(tx, viewer, id);
  const state = await loadIdeaState(tx, id);
  if (!state) throw new Refused("not.found");
  return { ...topic, status: state.status };
}
