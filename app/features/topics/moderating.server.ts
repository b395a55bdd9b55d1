import type { BoardId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { lockState, setVisibility } from "./moderating.store.server";
import type { TopicRow } from "./rules";
import { touchTopic, touchTopics } from "./topics.server";

export { countOpenTopics, type Held, heldOf, openTopicsOf, type TopicGlance } from "./moderating.store.server";

/** Hides what is open of these. Returns those it did hide, so that who comes second hides nothing. */
export const hideTopics = (tx: Tx, ids: readonly TopicId[]): Promise<TopicRow[]> => turn(tx, ids, "open", "hidden");

/** Shows what is hidden of these. Returns those it did show. */
export const showTopics = (tx: Tx, ids: readonly TopicId[]): Promise<TopicRow[]> => turn(tx, ids, "hidden", "open");

async function turn(
  tx: Tx,
  ids: readonly TopicId[],
  from: "open" | "hidden",
  to: "open" | "hidden",
): Promise<TopicRow[]> {
  const rows = ids.length ? await setVisibility(tx, ids, from, to) : [];
  for (const { id, boardId } of rows) touchTopic(tx, id, boardId);
  if (rows.length) touchTopics(tx);
  return rows;
}

/** Locks a topic, or opens it again. False when it was so already. */
export async function setLock(tx: Tx, topic: { id: TopicId; boardId: BoardId }, isLocked: boolean): Promise<boolean> {
  const isNew = await lockState(tx, topic.id, isLocked);
  if (isNew) touchTopic(tx, topic.id, topic.boardId);
  return isNew;
}
