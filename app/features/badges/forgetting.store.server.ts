import { inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { badgeAwards, badges, firstHundred, vacatedPlaces } from "~db/schema/badges.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";

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
