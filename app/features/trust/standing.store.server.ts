import { and, countDistinct, eq, gt, type SQL, sql } from "drizzle-orm";
import { isEmployee, latestLambda } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { standings, ties } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import type { ConfirmedBy } from "./rules";

/** What somebody's own page says of them beyond their level. */
export interface OwnRow {
  confirmedBy: ConfirmedBy | null;
  restsAt: number | null;
  lambda: number | null;
  staffMet: number;
}

/** The same, in one statement. */
export async function ownRow(read: Tx, id: MemberId): Promise<OwnRow | undefined> {
  const { lowId, highId } = ties;
  const [row] = await read
    .select({
      confirmedBy: standings.confirmedBy,
      restsAt: standings.restsAt,
      lambda: sql<number | null>`${latestLambda(read)}`,
      staffMet: both(
        tiedTo(read, and(eq(lowId, id), isEmployee(read, highId)), countDistinct(highId)),
        tiedTo(read, and(eq(highId, id), isEmployee(read, lowId)), countDistinct(lowId)),
      ),
    })
    .from(members)
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(eq(members.id, id));
  return row;
}

const tiedTo = (read: Tx, which: SQL | undefined, people: SQL<number>) =>
  read
    .select({ people })
    .from(ties)
    .where(and(which, gt(ties.weight, 0)));

const both = (one: ReturnType<typeof tiedTo>, other: ReturnType<typeof tiedTo>): SQL<number> =>
  sql<number>`(${one}) + (${other})`.mapWith(Number);
