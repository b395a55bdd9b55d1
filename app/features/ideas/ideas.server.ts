import type { Viewer } from "~/features/members/rules";
import type { TopicRow } from "~/features/topics/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import type { IdeaStatus } from "./rules";
import { loadIdeaState } from "./store.server";

export { declineReasons } from "./store.server";

/** An idea as commands see it: its topic, and where it stands. */
export type Idea = TopicRow & { status: IdeaStatus };

/** The idea, if the viewer may see it. */
export async function visibleIdea(tx: Tx, viewer: Viewer, id: TopicId): Promise<Idea> {
  const topic = await visibleTopic(tx, viewer, id);
  const state = await loadIdeaState(tx, id);
  if (!state) throw new Refused("not.found");
  return { ...topic, status: state.status };
}
