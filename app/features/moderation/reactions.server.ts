import { isId, type MemberId } from "~db/ids.ts";
import type { Reaction } from "~db/outbox.ts";
import { touch } from "~db/unit.ts";
import { deleteReportsOf } from "./reports.store.server";
import { objectionThing } from "./rules";

/** What was reported of an objection goes with it: who objects anew says something else. */
export const forgetReportsOfTheObjection: Reaction = async (tx, { topicId, by, at, details }) => {
  if (details.vote !== "objection" || !topicId || !by || !isId<MemberId>(by)) return;
  await deleteReportsOf(tx, objectionThing({ topicId, objectorId: by }), at);
  touch(tx, "reports");
};
