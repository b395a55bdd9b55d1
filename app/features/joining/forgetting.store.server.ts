import { inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { admissions, invitations } from "~db/schema/joining.ts";
import type { Tx } from "~db/store.ts";

/** How these people came in, and their invitations. Whom they invited or admitted stays in, by nobody. */
export async function deleteAdmissions(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(admissions).where(inArray(admissions.memberId, these));
  await tx.update(admissions).set({ inviterId: null }).where(inArray(admissions.inviterId, these));
  await tx.update(admissions).set({ decidedBy: null }).where(inArray(admissions.decidedBy, these));
  const sent = tx.select({ id: invitations.id }).from(invitations).where(inArray(invitations.inviterId, these));
  await tx.update(admissions).set({ invitationId: null }).where(inArray(admissions.invitationId, sent));
  await tx.delete(invitations).where(inArray(invitations.inviterId, these));
}
