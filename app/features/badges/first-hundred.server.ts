import { communityNow } from "~/features/members/settings.server";
import { remembered } from "~/platform/remembered.server";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { settleBadges } from "./awarding.server";
import { insertPlaces, lastPlace, loadWall, nextInLine, type WallRow } from "./first-hundred.store.server";

export type { WallRow } from "./first-hundred.store.server";

const PLACES = 100;
const A_DAY = 86_400_000;

/** The permanent wall. */
export interface Wall {
  /** In the order of places; absent is the place of somebody who went for good. */
  people: WallRow[];
  /** How many places were taken, from the first on. */
  taken: number;
  free: number;
}

/** The wall as it stands now; kept in memory. */
export const firstHundred: (db: Store) => Promise<Wall> = remembered(["badges", "member"], async ({ read }) => {
  const [people, taken] = await Promise.all([loadWall(read), lastPlace(read)]);
  return { people, taken, free: PLACES - taken };
});

/** Gives the next of the hundred places to whoever has something that stood a day. Once all are given, for ever nothing. */
export async function placeFirstHundred(db: Store, now: number): Promise<void> {
  if ((await lastPlace(db.read)) >= PLACES) return;
  if ((await inLine(db.read, now, PLACES)).length > 0) await db.write((tx) => place(tx, now));
}

async function inLine(read: Tx, now: number, limit: number) {
  const { isDemo } = await communityNow(read);
  return nextInLine(read, { by: now - A_DAY, limit, withSample: isDemo });
}

async function place(tx: Tx, at: number): Promise<void> {
  const taken = await lastPlace(tx);
  const next = await inLine(tx, at, PLACES - taken);
  const rows = next.map((memberId, n) => ({ place: taken + n + 1, memberId, at }));
  if (rows.length === 0) return;
  const placed = await insertPlaces(tx, rows);
  for (const memberId of placed.sort((one, other) => one - other))
    await settleBadges(tx, memberId, (counted) => counted === "first.hundred");
  touch(tx, "badges");
}
