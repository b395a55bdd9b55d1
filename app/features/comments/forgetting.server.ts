import { takeOutComments } from "~/features/topics/forgetting.server";
import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { deleteCommentsBy, deleteMarksBy, raiseReplies } from "./forgetting.store.server";
import { stepHelpful } from "./helpful.store.server";

/** All that was written under these topics goes. */
export { deleteCommentsOf as forgetCommentsOf, markComment } from "./forgetting.store.server";

/** Takes out what these people wrote and marked, wherever; what others replied to them stays, a level higher. */
export async function forgetCommentsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const marked = Map.groupBy(await deleteMarksBy(tx, people), (id) => id);
  for (const [id, times] of [...marked].sort(([a], [b]) => a - b)) await stepHelpful(tx, id, -times.length);
  await raiseReplies(tx, people);
  const gone = Map.groupBy(await deleteCommentsBy(tx, people), (id) => id);
  for (const [id, times] of [...gone].sort(([a], [b]) => a - b)) await takeOutComments(tx, id, times.length);
}
