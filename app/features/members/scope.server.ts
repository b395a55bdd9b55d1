import {
  and,
  desc,
  eq,
  exists,
  gt,
  isNull,
  lte,
  max,
  ne,
  notExists,
  or,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { sanctions } from "~db/schema/convention.ts";
import { admissions } from "~db/schema/joining.ts";
import { members, roles } from "~db/schema/members.ts";
import { standings, trustRuns } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";

const isRunning = (now: number | Placeholder): SQL | undefined =>
  and(isNull(sanctions.undoneAt), lte(sanctions.from, now), gt(sanctions.until, now));

/** Until when the member of the row is suspended; null when not. */
export function mutedUntil(read: Tx, now: number | Placeholder): SQL<number | null> {
  const running = read
    .select({ until: max(sanctions.until) })
    .from(sanctions)
    .where(and(eq(sanctions.memberId, members.id), isRunning(now)));
  return sql<number | null>`${running}`;
}

/** Who is suspended, by number. */
export const mutedMembers = (read: Tx, now: number) =>
  read.select({ id: sanctions.memberId }).from(sanctions).where(isRunning(now));

/** Whether this member is an employee. As a column. */
export function isEmployee(read: Tx, id: SQLWrapper): SQL<boolean> {
  const staff = read
    .select({ one: sql`1` })
    .from(roles)
    .where(and(eq(roles.memberId, id), eq(roles.role, "staff")));
  return sql<boolean>`${exists(staff)}`.mapWith(Boolean);
}

/** The level of this member as it works now, for their ring; null while nothing is known of them. As a column. */
export const levelOf = (id: SQLWrapper): SQL<number | null> =>
  sql<number | null>`(select standings.level from ${standings} where standings.member_id = ${id})`;

/** How far the community has grown in, 0…1, as the latest run found it, finished or not; none before trust was ever computed. */
export const latestLambda = (read: Tx) =>
  read.select({ lambda: trustRuns.lambda }).from(trustRuns).orderBy(desc(trustRuns.id)).limit(1);

/** Whether the member of the row is in: nobody else's name is shown to others. Whoever holds a role was let in with it. */
export function isLetIn(read: Tx): SQL | undefined {
  const one = { one: sql`1` };
  const isOut = or(isNull(admissions.verdict), ne(admissions.verdict, "admitted"));
  const role = read.select(one).from(roles).where(eq(roles.memberId, members.id));
  // In one "not exists", which PostgreSQL asks of each member; beside an "or" it would read all admissions first.
  const outside = read
    .select(one)
    .from(admissions)
    .where(and(eq(admissions.memberId, members.id), isOut, notExists(role)));
  return notExists(outside);
}
