import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  ne,
  notExists,
  notInArray,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { mutedMembers } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { addresses } from "~db/schema/identity.ts";
import { admissions } from "~db/schema/joining.ts";
import { members, roles } from "~db/schema/members.ts";
import { standings, trustScores, vouches } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { proofsAgainst } from "./fraud.store.server";
import type { ConfirmedBy } from "./rules";

/** Where somebody stands, and all it follows from. */
export interface StandingSources {
  id: MemberId;
  hasRole: boolean;
  way: "open" | "invitation" | "approval" | "host" | null;
  verdict: "admitted" | "declined" | null;
  hasAddress: boolean;
  /** By somebody who is known by more than that, and neither suspended nor taken out. */
  isVouchedFor: boolean;
  /** What the latest run found; null: no ties. */
  g: number | null;
  /** As it is stored; null where nothing is yet. */
  stored: { confirmedBy: ConfirmedBy | null; confirmedAt: number | null; weight: number; isGuest: boolean } | null;
}

const one = { one: sql`1` };
const asFlag = (condition: SQL): SQL<boolean> => sql<boolean>`${condition}`.mapWith(Boolean);

/** The same of some who have accounts, in order. */
export async function standingSources(read: Tx, ids: readonly MemberId[], now: number): Promise<StandingSources[]> {
  if (ids.length === 0) return [];
  const { confirmedBy, confirmedAt, weight, isGuest } = standings;
  const held = read.select(one).from(roles).where(eq(roles.memberId, members.id));
  const answered = read
    .select(one)
    .from(addresses)
    .where(and(eq(addresses.memberId, members.id), isNotNull(addresses.confirmedAt)));
  // No "exists", for which PostgreSQL would read all vouches.
  const known = read
    .select({ id: max(vouches.id) })
    .from(vouches)
    .innerJoin(giver, eq(giver.memberId, vouches.fromId))
    .where(and(eq(vouches.toId, members.id), isNull(vouches.withdrawnAt), isGiven(read, now)));
  const rows = await read
    .select({
      id: members.id,
      hasRole: asFlag(exists(held)),
      way: admissions.way,
      verdict: admissions.verdict,
      hasAddress: asFlag(exists(answered)),
      vouch: sql<number | null>`${known}`,
      g: trustScores.g,
      ...{ confirmedBy, confirmedAt, weight, isGuest },
    })
    .from(members)
    .leftJoin(standings, eq(standings.memberId, members.id))
    .leftJoin(admissions, eq(admissions.memberId, members.id))
    .leftJoin(trustScores, eq(trustScores.memberId, members.id))
    .where(and(inArray(members.id, [...ids]), isNotNull(members.username)))
    .orderBy(asc(members.id));
  return rows.map(({ confirmedBy: by, confirmedAt: at, weight: weighs, isGuest: guest, vouch, ...rest }) => ({
    ...rest,
    isVouchedFor: vouch !== null,
    stored:
      weighs === null || guest === null ? null : { confirmedBy: by, confirmedAt: at, weight: weighs, isGuest: guest },
  }));
}

const giver = alias(standings, "giver");

// Whoever is known by a vouch alone doesn't pass that on, or puppets would confirm each other.
const isGiven = (read: Tx, now: number): SQL | undefined =>
  and(
    ne(giver.confirmedBy, "vouch"),
    notInArray(vouches.fromId, mutedMembers(read, now)),
    notExists(proofsAgainst(read, vouches.fromId)),
  );

/** Whom these say that they know. */
export async function vouchedForBy(read: Tx, givers: readonly MemberId[]): Promise<MemberId[]> {
  if (givers.length === 0) return [];
  const rows = await read
    .selectDistinct({ id: vouches.toId })
    .from(vouches)
    .where(and(inArray(vouches.fromId, [...givers]), isNull(vouches.withdrawnAt)))
    .orderBy(asc(vouches.toId));
  return rows.map(({ id }) => id);
}

type NewStanding = Pick<
  typeof standings.$inferInsert,
  "memberId" | "confirmedBy" | "confirmedAt" | "weight" | "isGuest"
>;

/** Stores how these stand, in one statement. Levels stay. */
export async function saveStandings(tx: Tx, rows: readonly NewStanding[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(standings)
    .values([...rows])
    .onConflictDoUpdate({
      target: standings.memberId,
      set: {
        confirmedBy: sql`excluded.confirmed_by`,
        confirmedAt: sql`excluded.confirmed_at`,
        weight: sql`excluded.weight`,
        isGuest: sql`excluded.is_guest`,
      },
    });
}

/** Stores a first standing of whoever has none. */
export async function addStandings(tx: Tx, rows: readonly NewStanding[]): Promise<void> {
  if (rows.length)
    await tx
      .insert(standings)
      .values([...rows])
      .onConflictDoNothing();
}

/** Holds standings until the transaction ends: who looks second sees what the first found. */
export const lockStandings = (tx: Tx, ids: readonly MemberId[]): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(standings)
      .set({ weight: sql`${standings.weight}` })
      .where(inArray(standings.memberId, [...ids])),
  );

/** People with accounts behind a number, in order, and whether they have a standing. */
export async function accountsAfter(
  read: Tx,
  after: number,
  limit: number,
): Promise<Array<{ id: MemberId; hasAccount: boolean; hasStanding: boolean }>> {
  const rows = await read
    .select({ id: members.id, username: members.username, standing: standings.memberId })
    .from(members)
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(gt(members.id, sql`${after}`))
    .orderBy(asc(members.id))
    .limit(limit);
  return rows.map(({ id, username, standing }) => ({
    id,
    hasAccount: username !== null,
    hasStanding: standing !== null,
  }));
}

/** The last of the next so many standings behind a number; null: there is none. */
export async function lastOfNext(read: Tx, after: number, limit: number): Promise<number | null> {
  const rows = await read
    .select({ id: standings.memberId })
    .from(standings)
    .where(gt(standings.memberId, sql`${after}`))
    .orderBy(asc(standings.memberId))
    .limit(limit);
  return rows.at(-1)?.id ?? null;
}

/** Who has a standing, from behind one number up to another. */
export async function standingBetween(read: Tx, after: number, upTo: number): Promise<MemberId[]> {
  const rows = await read
    .select({ id: standings.memberId })
    .from(standings)
    .where(and(gt(standings.memberId, sql`${after}`), lte(standings.memberId, sql`${upTo}`)))
    .orderBy(asc(standings.memberId));
  return rows.map(({ id }) => id);
}

/** How somebody stands; undefined: as nobody knows them yet. */
export async function standingOf(read: Tx, id: MemberId): Promise<typeof standings.$inferSelect | undefined> {
  const [row] = await read.select().from(standings).where(eq(standings.memberId, id));
  return row;
}

/** Notes that a moderator says that this is somebody, or no longer says so. */
export async function saveConfirmation(
  tx: Tx,
  memberId: MemberId,
  confirmed: { by: ConfirmedBy; at: number } | null,
): Promise<void> {
  await tx
    .update(standings)
    .set({ confirmedBy: confirmed?.by ?? null, confirmedAt: confirmed?.at ?? null })
    .where(eq(standings.memberId, memberId));
}
