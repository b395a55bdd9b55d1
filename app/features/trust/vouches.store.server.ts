import { and, asc, count, eq, gt, inArray, isNotNull, isNull, max, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { isLetIn, levelOf, mutedUntil } from "~/features/members/scope.server";
import type { MemberId, VouchId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { vouches } from "~db/schema/trust.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import { proofsAgainst } from "./fraud.store.server";
import type { Known } from "./rules";

const MOST_SHOWN = 500;

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
): Promise<{ person: Known; isMine: boolean; restsUntil: number | null; used: number } | undefined> {
  const mine = read
    .select({ id: max(vouches.id) })
    .from(vouches)
    .where(isGiven(viewerId, id));
  const rests = read
    .select({ until: max(vouches.restsUntil) })
    .from(vouches)
    .where(isResting(viewerId, id));
  const used = read.select({ used: count() }).from(vouches).where(isUsed(viewerId, now));
  const [row] = await read
    .select({
      ...knownColumns(read, now),
      mine: sql<number | null>`${mine}`,
      rests: sql<number | null>`${rests}`,
      used: sql<number>`${used}`.mapWith(Number),
    })
    .from(members)
    .where(eq(members.id, id));
  if (!row) return undefined;
  const { mine: given, rests: restsUntil, used: uses } = row;
  return { person: knownIn(id, row), isMine: given !== null, restsUntil, used: uses };
}

const knownColumns = (read: Tx, now: number) => ({
  isIn: sql<boolean>`${and(isNotNull(members.username), isLetIn(read))}`.mapWith(Boolean),
  mutedUntil: mutedUntil(read, now),
});

const knownIn = (id: MemberId, { isIn, mutedUntil: muted }: { isIn: boolean; mutedUntil: number | null }): Known => ({
  id,
  isIn,
  isSuspended: muted !== null,
});

/** How many of somebody's vouches stand, rest, or look as if they stood: all are of their budget. */
export async function vouchesUsed(read: Tx, id: MemberId, now: number): Promise<number> {
  const [row] = await read.select({ used: count() }).from(vouches).where(isUsed(id, now));
  return row?.used ?? 0;
}

const isUsed = (id: MemberId, now: number) =>
  and(eq(vouches.fromId, id), or(looksStanding(), gt(vouches.restsUntil, sql`${now}`)));

// Given while an audit held that one of the two cheats, a vouch rests from the first, and has no time until when it does:
// neither of them can tell it from one that stands.
const looksStanding = () => or(isNull(vouches.withdrawnAt), and(eq(vouches.wakes, true), isNull(vouches.restsUntil)));

const isStanding = (fromId: MemberId, toId: MemberId) =>
  and(eq(vouches.fromId, fromId), eq(vouches.toId, toId), isNull(vouches.withdrawnAt));

// It stands again once whom an audit took out is cleared.
const isResting = (fromId: MemberId, toId: MemberId) =>
  and(eq(vouches.fromId, fromId), eq(vouches.toId, toId), eq(vouches.wakes, true));

const isGiven = (fromId: MemberId, toId: MemberId) => or(isStanding(fromId, toId), isResting(fromId, toId));

/** Whether somebody says that they know that one: it stands, or will again. */
export async function isVouching(read: Tx, fromId: MemberId, toId: MemberId): Promise<boolean> {
  const rows = await read.select({ id: vouches.id }).from(vouches).where(isGiven(fromId, toId));
  return rows.length > 0;
}

type NewVouch = VouchPair & { at: number };

/** A vouch that rests from the first, and stands once whom an audit took out is cleared. */
export const insertRestingVouch = (tx: Tx, row: NewVouch): Promise<VouchId | undefined> =>
  insertVouch(tx, { ...row, withdrawnAt: row.at, wakes: true });

/** The new vouch; undefined when it stood already. */
export async function insertVouch(
  tx: Tx,
  row: NewVouch & Pick<typeof vouches.$inferInsert, "withdrawnAt" | "wakes">,
): Promise<VouchId | undefined> {
  const rows = await tx.insert(vouches).values(row).onConflictDoNothing().returning({ id: vouches.id });
  return rows[0]?.id;
}

/** The vouch that stood, or rested; undefined when none did. What rests still uses the budget until its time, and stays withdrawn. */
export async function withdrawVouch(
  tx: Tx,
  { fromId, toId, at }: { fromId: MemberId; toId: MemberId; at: number },
): Promise<VouchId | undefined> {
  const id = { id: vouches.id };
  const resting = await tx.update(vouches).set({ wakes: false }).where(isResting(fromId, toId)).returning(id);
  const stood = await tx.update(vouches).set({ withdrawnAt: at }).where(isStanding(fromId, toId)).returning(id);
  return (stood[0] ?? resting[0])?.id;
}

export interface VouchPair {
  fromId: MemberId;
  toId: MemberId;
}

/** Takes back every vouch of and for these people, for now. */
export async function restVouchesAround(
  tx: Tx,
  people: readonly MemberId[],
  { at, until }: { at: number; until: number },
): Promise<VouchPair[]> {
  const pairs: VouchPair[] = [];
  for (const some of slicesOf(people))
    pairs.push(
      ...(await tx
        .update(vouches)
        .set({ withdrawnAt: at, restsUntil: until, wakes: true })
        .where(and(or(inArray(vouches.fromId, some), inArray(vouches.toId, some)), isNull(vouches.withdrawnAt)))
        .returning({ fromId: vouches.fromId, toId: vouches.toId })),
    );
  return pairs;
}

/**
 * Gives back those that rest because of these people, but for what concerns somebody who still cheats, or was given anew
 * meanwhile. Of several between two the newest.
 */
export async function wakeVouchesAround(tx: Tx, people: readonly MemberId[]): Promise<VouchPair[]> {
  const anew = alias(vouches, "anew");
  const isNewer = and(eq(anew.wakes, true), gt(anew.id, vouches.id));
  const isGivenAnew = tx
    .select({ id: anew.id })
    .from(anew)
    .where(and(eq(anew.fromId, vouches.fromId), eq(anew.toId, vouches.toId), or(isNull(anew.withdrawnAt), isNewer)));
  const pairs: VouchPair[] = [];
  for (const some of slicesOf(people))
    pairs.push(
      ...(await tx
        .update(vouches)
        .set({ withdrawnAt: null, restsUntil: null, wakes: false })
        .where(
          and(
            ...[or(inArray(vouches.fromId, some), inArray(vouches.toId, some)), eq(vouches.wakes, true)],
            ...[vouches.fromId, vouches.toId].map((id) => notExists(proofsAgainst(tx, id))),
            notExists(isGivenAnew),
          ),
        )
        .returning({ fromId: vouches.fromId, toId: vouches.toId })),
    );
  return pairs;
}

export interface VouchRow {
  id: MemberId;
  displayName: string;
  level: number | null;
  at: number;
  /** It rests, and uses the budget until then; null: it stands, or looks so. */
  restsUntil: number | null;
}

const vouchRow = { displayName: members.displayName, at: vouches.at, restsUntil: vouches.restsUntil };

/** Whom somebody says they know, in the order it was said. */
export const vouchesGiven = (read: Tx, id: MemberId): Promise<VouchRow[]> =>
  read
    .select({ id: vouches.toId, level: levelOf(vouches.toId), ...vouchRow })
    .from(vouches)
    .innerJoin(members, eq(members.id, vouches.toId))
    .where(and(eq(vouches.fromId, id), or(isNull(vouches.withdrawnAt), eq(vouches.wakes, true))))
    .orderBy(asc(vouches.id))
    .limit(MOST_SHOWN);

/** Who says that they know somebody, in that order. */
export const vouchesReceived = (read: Tx, id: MemberId): Promise<VouchRow[]> =>
  read
    .select({ id: vouches.fromId, level: levelOf(vouches.fromId), ...vouchRow })
    .from(vouches)
    .innerJoin(members, eq(members.id, vouches.fromId))
    .where(and(eq(vouches.toId, id), looksStanding()))
    .orderBy(asc(vouches.id))
    .limit(MOST_SHOWN);
