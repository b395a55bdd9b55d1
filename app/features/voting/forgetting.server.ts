import { lockIdea, stepTally } from "~/features/ideas/tallies.server";
import { Overtaken } from "~db/errors.ts";
import type { MemberId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { deleteArrivalsBy, deleteVotesBy, ideasVotedOnBy } from "./forgetting.store.server";
import { stepOf, sumOf } from "./steps";

/** All votes on these ideas go, and what is told of them. */
export { deleteVotesOn as forgetVotesOn } from "./forgetting.store.server";

/**
 * Takes out these people's votes, wherever, and steps the tallies back, whatever became of the idea. Throws Overtaken when
 * a merge has moved some of them before their idea was held.
 */
export async function forgetVotesBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await deleteArrivalsBy(tx, people);
  for (const id of await ideasVotedOnBy(tx, people)) {
    await lockIdea(tx, id); // others may be voting this moment
    const gone = await deleteVotesBy(tx, id, people);
    await stepTally(tx, id, sumOf(gone.map((vote) => stepOf(vote, -1))));
    touch(tx, `topic:${id}`);
  }
  if ((await ideasVotedOnBy(tx, people)).length) throw new Overtaken("votes were moved meanwhile");
}
