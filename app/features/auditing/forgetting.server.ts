import { wakeVouches } from "~/features/trust/fraud.server";
import { readmitVotes } from "~/features/voting/excluding.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import {
  deleteAudits,
  deleteAuditsOf,
  deleteVoters,
  excludingAuditsBy,
  excludingAuditsOf,
  provenIn,
} from "./forgetting.store.server";

/** All looks at the votes on these ideas go with them; what they took out elsewhere, where merging moved it, counts again. */
export async function forgetAuditsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const excluding = await excludingAuditsOf(tx, topics);
  const cleared = await provenIn(tx, excluding);
  for (const id of excluding) await readmitVotes(tx, id, null);
  await deleteAuditsOf(tx, topics);
  if (cleared.length) await wakeVouches(tx, cleared);
}

/**
 * What was found about these people's votes goes, and so does what they decided about others: those votes count again,
 * as nobody is left who says why they should not, and so do their vouches.
 */
export async function forgetAuditsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const excluding = await excludingAuditsBy(tx, people);
  const cleared = (await provenIn(tx, excluding)).filter((member) => !people.includes(member));
  for (const id of excluding) await readmitVotes(tx, id, null);
  await deleteAudits(tx, people);
  await deleteVoters(tx, people);
  if (cleared.length) await wakeVouches(tx, cleared);
}
