import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import type { BadgeId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { SHIPPED, type WornBadge } from "./rules";
import { type BadgeRow, badgeById, insertMissing, loadBadges, type WornRow, wearers, wornBy } from "./store.server";

export type { BadgeRow } from "./store.server";

/** Every badge, in a write: those that come with the program are made where they are missing. */
export async function badgesToEarn(tx: Tx): Promise<BadgeRow[]> {
  const all = await loadBadges(tx);
  const known = new Set(all.map(({ key }) => key));
  const missing = SHIPPED.filter(({ key }) => !known.has(key));
  if (missing.length === 0) return all;
  const createdAt = clock.now();
  await insertMissing(
    tx,
    missing.map((one) => ({ ...one, position: SHIPPED.indexOf(one), createdAt })),
  );
  touch(tx, "badges");
  return loadBadges(tx);
}

/** Every badge, retired ones included, those that come with the program at least; kept in memory. */
export const allBadges: (db: Store) => Promise<BadgeRow[]> = remembered("badges", async (db) => {
  const all = await loadBadges(db.read);
  return SHIPPED.every(({ key }) => all.some((one) => one.key === key)) ? all : db.write(badgesToEarn);
});

/** The badge of this number, or not found. */
export async function badge(read: Tx, id: BadgeId): Promise<BadgeRow> {
  const found = await badgeById(read, id);
  if (!found) throw new Refused("not.found");
  return found;
}

/** What each of these people has of every badge: its highest step. In one statement. */
export async function badgesOf(read: Tx, people: readonly MemberId[]): Promise<Map<MemberId, WornBadge[]>> {
  const rows = people.length ? await wornBy(read, people) : [];
  const byPerson = Map.groupBy(rows, ({ memberId }) => memberId);
  return new Map([...byPerson].map(([memberId, theirs]) => [memberId, theirs.map(worn)]));
}

const worn = ({ memberId: _, position: __, ...row }: WornRow): WornBadge => row;

/** How many people have each badge. */
export const wearersOf = (db: Store): Promise<Map<BadgeId, number>> => wearers(db.read);
