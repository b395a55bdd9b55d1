import type { Reaction } from "~db/outbox.ts";
import { followUnlessStopped } from "./topics.server";

/** Whoever writes or votes follows. */
export const followWhatITookPartIn: Reaction = async (tx, fact) => {
  if (fact.topicId && fact.by) await followUnlessStopped(tx, fact.topicId, fact.by);
};
