import { inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import {
  addresses,
  mailCodes,
  oneTimeLinks,
  passwords,
  recoveryCodes,
  sessions,
  twoSteps,
} from "~db/schema/identity.ts";
import type { Tx } from "~db/store.ts";

/** Every way in these people had. */
export async function deleteAccounts(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  for (const theirs of [passwords, sessions, oneTimeLinks, addresses, mailCodes, twoSteps, recoveryCodes])
    await tx.delete(theirs).where(inArray(theirs.memberId, these));
}
