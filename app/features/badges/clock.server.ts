import type { Store } from "~db/store.ts";
import { recountSlice } from "./awarding.server";
import { allBadges } from "./badges.server";

export { placeFirstHundred } from "./first-hundred.server";

// Where the round goes on. A program that starts begins at the first person: nothing is given twice.
const reached = new WeakMap<Store, number>();

/**
 * Goes through all people, a slice at a time, and gives what is due: for years, and of badges that are new. What reactions
 * give at once is here proven on the way.
 */
export async function keepBadges(db: Store): Promise<void> {
  await allBadges(db); // makes those that come with the program
  const slice = await recountSlice(db, reached.get(db) ?? 0, true);
  reached.set(db, slice?.last ?? 0);
}
