import { isId, type MemberId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import { deleteDecided } from "./reports.store.server";
import { objectionThing } from "./rules";

/** What was decided about an objection goes with it: other words can be reported anew. */
export const forgetDecisionsOnTheObjection: Reaction = async (tx, { topicId, by, at, details }) => {
  if (details.vote !== "objection" || !topicId || !by || !isId<MemberId>(by)) return;
  await deleteDecided(tx, objectionThing({ topicId, objectorId: by }), at);
};
