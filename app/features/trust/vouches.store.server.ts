import { and, asc, count, eq, gt, isNotNull, isNull, max, or, sql } from "drizzle-orm";
import { isLetIn, mutedUntil } from "~/features/members/scope.server";
import type { MemberId, VouchId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { vouches } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import type { Known } from "./rules";

const MOST_SHOWN = 200;

/** Somebody as a vouch asks of them; undefined: there is nobody of that number. */
export async function knownOf(read: Tx, id: MemberId, now: number): Promise<Known | undefined> {
  const [row] = await read.select(knownColumns(read, now)).from(members).where(eq(members.id, id));
  return row && knownIn(id, row);
}

/** The same, whether somebody vouches for them, and how many vouches of theirs are used: in one statement. */
export async function knownTo(
  read: Tx,
  viewerId: MemberId,
  id: MemberId,
  now: number,
): Promise<{ person: Known; isMine: boolean; used: number } | undefined> {
  const mine = read
    .select({ id: max(vouches.id) })
    .from(vouches)
    .where(isStanding(viewerId, id));
  const used = read.select({ used: count() }).from(vouches).where(isUsed(viewerId, now));
  const [row] = await read
    .select({
      ...knownColumns(read, now),
      mine: sql<number | null>`${mine}`,
      used: sql<number>`${used}`.mapWith(Number),
    })
    .from(members)
    .where(eq(members.id, id));
  return row && { person: knownIn(id, row), isMine: row.mine !== null, used: row.used };
}

const knownColumns = (read: Tx, now: number) => ({
  isIn: sql<boolean>`${and(isNotNull(members.username), isLetIn(read))}`.mapWith(Boolean),
  mutedUntil: mutedUntil(read, now),
});

const knownIn = (id: MemberId, row: { isIn: boolean; mutedUntil: number | null }): Known => ({
  ...{ id, isIn: row.isIn, isSuspended: row.mutedUntil !== null },
});

/** How many of somebody's vouches stand, or rest: both are of their budget. */
export async function vouchesUsed(read: Tx, id: MemberId, now: number): Promise<number> {
  const [row] = await read.select({ used: count() }).from(vouches).where(isUsed(id, now));
  return row?.used ?? 0;
}

const isUsed = (id: MemberId, now: number) =>
  and(eq(vouches.fromId, id), or(isNull(vouches.withdrawnAt), gt(vouches.restsUntil, sql`${now}`)));

const isStanding = (fromId: MemberId, toId: MemberId) =>
  and(eq(vouches.fromId, fromId), eq(vouches.toId, toId), isNull(vouches.withdrawnAt));

/** Whether somebody says that they know that one. */
export async function isVouching(read: Tx, fromId: MemberId, toId: MemberId): Promise<boolean> {
  const rows = await read.select({ id: vouches.id }).from(vouches).where(isStanding(fromId, toId));
  return rows.length > 0;
}

/** The new vouch; undefined when it stood already. */
export async function insertVouch(
  tx: Tx,
  row: Pick<typeof vouches.$inferInsert, "fromId" | "toId" | "at">,
): Promise<VouchId | undefined> {
  const rows = await tx.insert(vouches).values(row).onConflictDoNothing().returning({ id: vouches.id });
  return rows[0]?.id;
}

/** The vouch that stood; undefined when none did. */
export async function withdrawVouch(
  tx: Tx,
  { fromId, toId, at }: { fromId: MemberId; toId: MemberId; at: number },
): Promise<VouchId | undefined> {
  const rows = await tx
    .update(vouches)
    .set({ withdrawnAt: at })
    .where(isStanding(fromId, toId))
    .returning({ id: vouches.id });
  return rows[0]?.id;
}

export interface VouchRow {
  id: MemberId;
  displayName: string;
  at: number;
}

const shown = { id: members.id, displayName: members.displayName, at: vouches.at };

/** Whom somebody says they know, in the order they said so. */
export const vouchesFrom = (read: Tx, id: MemberId): Promise<VouchRow[]> =>
  read
    .select(shown)
    .from(vouches)
    .innerJoin(members, eq(members.id, vouches.toId))
    .where(and(eq(vouches.fromId, id), isNull(vouches.withdrawnAt)))
    .orderBy(asc(vouches.id))
    .limit(MOST_SHOWN);

/** Who says that they know somebody. */
export const vouchesFor = (read: Tx, id: MemberId): Promise<VouchRow[]> =>
  read
    .select(shown)
    .from(vouches)
    .innerJoin(members, eq(members.id, vouches.fromId))
    .where(and(eq(vouches.toId, id), isNull(vouches.withdrawnAt)))
    .orderBy(asc(vouches.id))
    .limit(MOST_SHOWN);
