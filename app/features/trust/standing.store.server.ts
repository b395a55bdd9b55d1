import { and, countDistinct, eq, gt, type SQL, sql } from "drizzle-orm";
import { isEmployee, latestLambda } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { sanctions } from "~db/schema/convention.ts";
import { members } from "~db/schema/members.ts";
import { standings, ties } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { isMattering, type Leveled, levelColumns, leveledIn } from "./levels.store.server";
import type { ConfirmedBy } from "./rules";

/** What somebody's own page says of them: what their level goes by, and beyond. */
export interface OwnRow {
  facts: Leveled;
  confirmedBy: ConfirmedBy | null;
  lambda: number | null;
  staffMet: number;
}

/** The same, in one statement; undefined before they have a standing. */
export async function ownRow(read: Tx, id: MemberId, now: number): Promise<OwnRow | undefined> {
  const { lowId, highId } = ties;
  const rows = await read
    .select({
      ...levelColumns(read, now),
      lambda: sql<number | null>`${latestLambda(read)}`,
      staffMet: both(
        tiedTo(read, and(eq(lowId, id), isEmployee(read, highId)), countDistinct(highId)),
        tiedTo(read, and(eq(highId, id), isEmployee(read, lowId)), countDistinct(lowId)),
      ),
    })
    .from(standings)
    .innerJoin(members, eq(members.id, standings.memberId))
    .leftJoin(sanctions, isMattering(now))
    .where(eq(standings.memberId, id));
  const [[facts], [row]] = [leveledIn(rows), rows];
  if (!facts || !row) return undefined;
  const { confirmedBy, lambda, staffMet } = row;
  return { facts, confirmedBy, lambda, staffMet };
}

const tiedTo = (read: Tx, which: SQL | undefined, people: SQL<number>) =>
  read
    .select({ people })
    .from(ties)
    .where(and(which, gt(ties.weight, 0)));

const both = (one: ReturnType<typeof tiedTo>, other: ReturnType<typeof tiedTo>): SQL<number> =>
  sql<number>`(${one}) + (${other})`.mapWith(Number);
