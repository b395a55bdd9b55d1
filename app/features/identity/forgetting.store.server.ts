import { inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import {
  addresses,
  admissions,
  invitations,
  mailCodes,
  oneTimeLinks,
  passwords,
  recoveryCodes,
  sessions,
  twoSteps,
} from "~db/schema/identity.ts";
import type { Tx } from "~db/store.ts";

/** Every way in these people had. Whom they invited or admitted stays in, by nobody. */
export async function deleteAccounts(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  for (const theirs of [passwords, sessions, oneTimeLinks, addresses, mailCodes, twoSteps, recoveryCodes, admissions])
    await tx.delete(theirs).where(inArray(theirs.memberId, these));
  await tx.update(admissions).set({ inviterId: null }).where(inArray(admissions.inviterId, these));
  await tx.update(admissions).set({ decidedBy: null }).where(inArray(admissions.decidedBy, these));
  const sent = tx.select({ id: invitations.id }).from(invitations).where(inArray(invitations.inviterId, these));
  await tx.update(admissions).set({ invitationId: null }).where(inArray(admissions.invitationId, sent));
  await tx.delete(invitations).where(inArray(invitations.inviterId, these));
}
