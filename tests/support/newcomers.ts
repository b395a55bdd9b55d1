import { eq } from "drizzle-orm";
import type { FactKind } from "~/facts";
import { addMember } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { standingOf } from "~/features/trust/standings.store.server";
import type { MemberId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import type { Store } from "~db/store.ts";
import { memberOf } from "./town";

let names = 0;

/** Somebody who has just come, of whom nobody knows anything. */
export async function newcomer(db: Store): Promise<Member> {
  const username = `newcomer${++names}`;
  const id = await db.write((tx) => addMember(tx, { username, displayName: username }));
  return { ...memberOf(id, username), level: 0, weight: 100, isGuest: true };
}

/** How somebody is known, and what they weigh: [by what, thousandths, as a guest]; undefined before they have a standing. */
export async function known(
  db: Store,
  id: MemberId,
): Promise<[by: string | null, weight: number, isGuest: boolean] | undefined> {
  const row = await standingOf(db.read, id);
  return row && [row.confirmedBy, row.weight, row.isGuest];
}
/** Of whom nothing is known. */
export const STRANGER = [null, 100, true];

/** The facts of a kind that were recorded about somebody. */
export const told = async (db: Store, kind: FactKind, id: MemberId): Promise<FactRow[]> =>
  (await db.read.select().from(facts).where(eq(facts.kind, kind))).filter(({ details }) => details.member === id);
