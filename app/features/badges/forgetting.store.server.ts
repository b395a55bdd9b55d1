import { and, inArray, isNotNull } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { badgeAwards, badges, firstHundred, vacatedPlaces } from "~db/schema/badges.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";

/** Whether one of these ever got a badge that somebody gave for a reason; also one that was taken back. */
export async function wereGivenByHand(read: Tx, people: readonly MemberId[]): Promise<boolean> {
  const rows = await read
    .select({ id: badgeAwards.id })
    .from(badgeAwards)
    .where(and(inArray(badgeAwards.memberId, [...people]), isNotNull(badgeAwards.reason)))
    .limit(1);
  return rows.length > 0;
}

/** What these people have goes, but nobody gets their places; what they gave by hand stays with its reason, given by nobody who is named. */
export async function deleteAwardsOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(badgeAwards).where(inArray(badgeAwards.memberId, these));
  await tx.update(badgeAwards).set({ by: null }).where(inArray(badgeAwards.by, these));
  const left = await tx
    .delete(firstHundred)
    .where(inArray(firstHundred.memberId, these))
    .returning({ place: firstHundred.place });
  if (left.length) await tx.insert(vacatedPlaces).values(left);
  await tx.update(badges).set({ createdBy: null }).where(inArray(badges.createdBy, these));
  touch(tx, "badges");
}
