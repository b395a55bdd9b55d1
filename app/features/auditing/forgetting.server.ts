import { readmitVotes } from "~/features/voting/excluding.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import {
  deleteAudits,
  deleteAuditsOf,
  deleteVoters,
  excludingAuditsBy,
  excludingAuditsOf,
} from "./forgetting.store.server";

/** All looks at the votes on these ideas go with them; what they took out elsewhere, where merging moved it, counts again. */
export async function forgetAuditsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  for (const id of await excludingAuditsOf(tx, topics)) await readmitVotes(tx, id, null);
  await deleteAuditsOf(tx, topics);
}

/**
 * What was found about these people's votes goes, and so does what they decided about others': those votes count again,
 * as nobody is left who says why they should not.
 */
export async function forgetAuditsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  for (const id of await excludingAuditsBy(tx, people)) await readmitVotes(tx, id, null);
  await deleteAudits(tx, people);
  await deleteVoters(tx, people);
}
