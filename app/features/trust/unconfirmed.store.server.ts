import { and, count, desc, eq, isNotNull, isNull, ne, notInArray, sql } from "drizzle-orm";
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

/** Those of them who wrote something that stands and aren't suspended: the latest to come first. Not the viewer. */
export const unconfirmedWriters = (
  read: Tx,
  { viewerId, now, limit }: { viewerId: MemberId; now: number; limit: number },
): Promise<Unconfirmed[]> =>
  read
    .select({ id: members.id, displayName: members.displayName })
    .from(standings)
    .innerJoin(members, eq(members.id, standings.memberId))
    .where(
      and(
        ...[isUnconfirmed(read), ne(members.id, viewerId), hasWritten(read)],
        notInArray(members.id, mutedMembers(read, now)),
      ),
    )
    .orderBy(desc(standings.memberId))
    .limit(limit);
