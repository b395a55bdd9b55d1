import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { refuse } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import { cursorOf, idIn, pageOf } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { confirmPerson } from "./confirming.server";
import { MOST_AT_ONCE } from "./rules";
import { countUnconfirmed, lastUnconfirmedOf, type Unconfirmed, writersBetween } from "./unconfirmed.store.server";

const MOST_COUNTED = 1_000;
// However many wrote nothing: a page looks through so many at the most.
const LOOKED_THROUGH = 5_000;
const LIST = "unconfirmed";

/** Who is confirmed by nothing: how many, and some of those who wrote something. */
export interface UnconfirmedPeople {
  people: number;
  /** There are more than were counted. */
  isMore: boolean;
  /** Of a page, whoever came last first. */
  writers: Unconfirmed[];
  isFirstPage: boolean;
  /** Where the next page begins; null on the last. */
  next: string | null;
}

/** Throws ForeignCursor. */
export async function unconfirmedPeople(db: Store, me: Member, after: string | null): Promise<UnconfirmedPeople> {
  const before = after === null ? null : idIn<MemberId>(LIST, after);
  const [counted, reach] = await Promise.all([
    countUnconfirmed(db.read, MOST_COUNTED + 1),
    lastUnconfirmedOf(db.read, before, LOOKED_THROUGH),
  ]);
  const between = { from: reach, before, viewerId: me.id, now: clock.now() };
  const found = await writersBetween(db.read, between, MOST_AT_ONCE + 1);
  const { shown, next } = pageOf(found, MOST_AT_ONCE, ({ id }) => cursorOf(LIST, id));
  return {
    ...{ people: Math.min(counted, MOST_COUNTED), isMore: counted > MOST_COUNTED, writers: shown },
    ...{ isFirstPage: after === null, next: next ?? (reach === null ? null : cursorOf(LIST, reach)) },
  };
}

/** Says of each of these that this is a person. Whoever is confirmed by then stays as they are. */
export async function confirmPeople(db: Store, me: Member, ids: readonly MemberId[]): Promise<void> {
  refuse(ids.length === 0 ? "confirm.nobody" : ids.length > MOST_AT_ONCE ? "confirm.many" : null);
  for (const id of ids) await confirmPerson(db, me, id);
}
