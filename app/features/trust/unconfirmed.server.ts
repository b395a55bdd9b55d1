import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { refuse } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { confirmPerson } from "./confirming.server";
import { MOST_AT_ONCE } from "./rules";
import { countUnconfirmed, type Unconfirmed, unconfirmedWriters } from "./unconfirmed.store.server";

export type { Unconfirmed } from "./unconfirmed.store.server";

const MOST_COUNTED = 1_000;

/** Who is confirmed by nothing: how many, and some of those who wrote something. */
export interface UnconfirmedPeople {
  people: number;
  /** There are more than were counted. */
  isMore: boolean;
  writers: Unconfirmed[];
}

export async function unconfirmedPeople(db: Store, me: Member): Promise<UnconfirmedPeople> {
  const [counted, writers] = await Promise.all([
    countUnconfirmed(db.read, MOST_COUNTED + 1),
    unconfirmedWriters(db.read, { viewerId: me.id, now: clock.now(), limit: MOST_AT_ONCE }),
  ]);
  return { people: Math.min(counted, MOST_COUNTED), isMore: counted > MOST_COUNTED, writers };
}

/** Says of each of these that this is a person. Whoever is confirmed by then stays as they are. */
export async function confirmPeople(db: Store, me: Member, ids: readonly MemberId[]): Promise<void> {
  refuse(ids.length === 0 ? "confirm.nobody" : ids.length > MOST_AT_ONCE ? "confirm.many" : null);
  for (const id of ids) await confirmPerson(db, me, id);
}
