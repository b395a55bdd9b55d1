import type { MemberId } from "~db/ids.ts";
import { emptyFactsAbout } from "~db/outbox.ts";
import type { Tx } from "~db/store.ts";
import { deleteAwardsOf, wereGivenByHand } from "./forgetting.store.server";

/**
 * What people who go for good were awarded, and their place among the first; badges they designed stay. Why somebody gave them
 * one, or took it, goes with them.
 */
export async function forgetAwardsOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const wereGiven = await wereGivenByHand(tx, people);
  await deleteAwardsOf(tx, people);
  if (wereGiven) await emptyFactsAbout(tx, people, { kinds: ["badge.awarded", "badge.taken"], words: ["reason"] });
}
