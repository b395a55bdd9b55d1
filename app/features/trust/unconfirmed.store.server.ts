import { and, count, desc, eq, gte, isNotNull, isNull, lt, ne, notInArray, sql } from "drizzle-orm";
import { isLetIn, mutedMembers } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { hasWritten } from "./catching-up.store.server";

/** Somebody who is confirmed by nothing. */
export interface Unconfirmed {
  id: MemberId;
  displayName: string;
}

const isUnconfirmed = (read: Tx) => and(isNull(standings.confirmedBy), isNotNull(members.username), isLetIn(read));

/** How many members are confirmed by nothing; counted up to a limit. */
export async function countUnconfirmed(read: Tx, limit: number): Promise<number> {
  const some = read
    .select({ one: sql`1`.as("one") })
    .from(standings)
    .innerJoin(members, eq(members.id, standings.memberId))
    .where(isUnconfirmed(read))
    .limit(limit)
    .as("some");
  const [row] = await read.select({ people: count() }).from(some);
  return row?.people ?? 0;
}

/** Of the next who are confirmed by nothing, backwards by number, the last; null: there are fewer. */
export async function lastUnconfirmedOf(read: Tx, before: MemberId | null, limit: number): Promise<MemberId | null> {
  const [row] = await read
    .select({ id: standings.memberId })
    .from(standings)
    .where(and(isNull(standings.confirmedBy), isBefore(before)))
    .orderBy(desc(standings.memberId))
    .limit(1)
    .offset(limit - 1);
  return row?.id ?? null;
}

const isBefore = (id: MemberId | null) => (id === null ? undefined : lt(standings.memberId, id));

/**
 * Those of them who wrote something that stands and aren't suspended, not the viewer: whoever came last first. Of the numbers
 * [from, before), each open where it is null.
 */
export const writersBetween = (
  read: Tx,
  { from, before, viewerId, now }: { from: MemberId | null; before: MemberId | null; viewerId: MemberId; now: number },
  limit: number,
): Promise<Unconfirmed[]> =>
  read
    .select({ id: members.id, displayName: members.displayName })
    .from(standings)
    .innerJoin(members, eq(members.id, standings.memberId))
    .where(
      and(
        ...[isUnconfirmed(read), isBefore(before), from === null ? undefined : gte(standings.memberId, from)],
        ...[ne(members.id, viewerId), hasWritten(read), notInArray(members.id, mutedMembers(read, now))],
      ),
    )
    .orderBy(desc(standings.memberId))
    .limit(limit);
