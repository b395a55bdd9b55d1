import type { MemberId } from "~db/ids.ts";
import { emptyFactsAbout } from "~db/outbox.ts";
import type { Tx } from "~db/store.ts";
import { deleteAwardsOf } from "./forgetting.store.server";

/**
 * What people who go for good were awarded, and their place among the first; badges they designed stay. Why somebody gave them
 * one, or took it, goes with them.
 */
export async function forgetAwardsOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await deleteAwardsOf(tx, people);
  await emptyFactsAbout(tx, people, { kinds: ["badge.awarded", "badge.taken"], words: ["reason"] });
}
