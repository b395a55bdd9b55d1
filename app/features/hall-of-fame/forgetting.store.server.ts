import { inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { rankingOptOuts, seasonPlaces } from "~db/schema/hall-of-fame.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";

export async function deletePlacesOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(seasonPlaces).where(inArray(seasonPlaces.memberId, [...people]));
  await tx.delete(rankingOptOuts).where(inArray(rankingOptOuts.memberId, [...people]));
  touch(tx, "hall");
}
