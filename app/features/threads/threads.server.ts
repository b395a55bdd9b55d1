import type { Viewer } from "~/features/members/rules";
import { visibleTopic } from "~/features/topics/topics.server";
import { Refused } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { loadThreadState, type Thread } from "./store.server";

export { lockThread, type Thread } from "./store.server";

/** The thread, if the viewer may see it. */
export async function visibleThread(tx: Tx, viewer: Viewer, id: TopicId): Promise<Thread> {
  const topic = await visibleTopic(tx, viewer, id);
  const state = await loadThreadState(tx, id);
  if (!state) throw new Refused("not.found");
  return { ...topic, thread: state.kind, acceptedId: state.acceptedId };
}
