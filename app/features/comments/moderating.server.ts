import { stepComments } from "~/features/topics/topics.server";
import type { CommentId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { setHidden } from "./moderating.store.server";
import type { CommentRow } from "./store.server";

export { type CommentGlance, countShownComments, shownCommentsOf } from "./moderating.store.server";

/** Hides what is shown of these, and steps their topics' counts. Returns those it did hide. */
export const hideComments = (tx: Tx, ids: readonly CommentId[]): Promise<CommentRow[]> => turn(tx, ids, true);

/** Shows what is hidden of these. Returns those it did show. */
export const showComments = (tx: Tx, ids: readonly CommentId[]): Promise<CommentRow[]> => turn(tx, ids, false);

async function turn(tx: Tx, ids: readonly CommentId[], isHidden: boolean): Promise<CommentRow[]> {
  const rows = ids.length ? await setHidden(tx, ids, isHidden) : [];
  // In order of topic, so that two who hide much at once wait for each other and never in a circle.
  const byTopic = [...Map.groupBy(rows, ({ topicId }) => topicId)].sort(([one], [other]) => one - other);
  for (const [topicId, turned] of byTopic) await step(tx, topicId, isHidden ? -turned.length : turned.length);
  return rows;
}

async function step(tx: Tx, topicId: TopicId, amount: number): Promise<void> {
  await stepComments(tx, topicId, amount);
  touch(tx, `topic:${topicId}`);
}
