import {
  and,
  asc,
  type Column,
  countDistinct,
  eq,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { type BadgeAwardId, type BadgeId, isId, type MemberId } from "~db/ids.ts";
import { badgeAwards, badges, firstHundred } from "~db/schema/badges.ts";
import { facts } from "~db/schema/facts.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import { type Award, COUNTABLE, type Counted, claimsOf, type WornBadge } from "./rules";

export type BadgeRow = typeof badges.$inferSelect;
export type NewBadge = typeof badges.$inferInsert;

const MOST_BADGES = 500;

/** Every badge there is, retired ones included. */
export const loadBadges = (read: Tx): Promise<BadgeRow[]> =>
  read.select().from(badges).orderBy(asc(badges.position), asc(badges.id)).limit(MOST_BADGES);

export async function badgeById(read: Tx, id: BadgeId): Promise<BadgeRow | undefined> {
  const [row] = await read.select().from(badges).where(eq(badges.id, id));
  return row;
}

/** Adds those whose keys no badge has yet. */
export async function insertMissing(tx: Tx, rows: readonly NewBadge[]): Promise<void> {
  await tx
    .insert(badges)
    .values([...rows])
    .onConflictDoNothing();
}

/** Adds a badge; the number of the one its form made before, if it did. */
export async function insertBadge(tx: Tx, row: NewBadge & { createdBy: MemberId; once: string }): Promise<BadgeId> {
  const { id, createdBy, once } = badges;
  const [added] = await tx.insert(badges).values(row).onConflictDoNothing().returning({ id });
  const isSame = and(eq(createdBy, row.createdBy), eq(once, row.once));
  const [made] = added ? [added] : await tx.select({ id }).from(badges).where(isSame);
  if (!made) throw new Error("a badge was not stored");
  return made.id;
}

export async function updateBadge(
  tx: Tx,
  id: BadgeId,
  changed: Partial<Pick<NewBadge, "nameZh" | "nameEn" | "hue" | "retiredAt">>,
): Promise<void> {
  await tx.update(badges).set(changed).where(eq(badges.id, id));
}

/** Somebody's number, and since when they are here. */
export type Joined = Pick<typeof members.$inferSelect, "id" | "createdAt" | "username">;

const joined = { id: members.id, createdAt: members.createdAt, username: members.username };

export async function loadJoined(read: Tx, id: MemberId): Promise<Joined | undefined> {
  const [row] = await read.select(joined).from(members).where(eq(members.id, id));
  return row;
}

const COUNTED_CLAIMS = [...new Set(COUNTABLE.flatMap(claimsOf))];

/** Who of the people between two numbers may have come to something: most did nothing that counts, or have no account. */
export function peopleToAward(
  read: Tx,
  { after, upTo, joinedBy }: { after: number; upTo: number; joinedBy: number },
): Promise<Joined[]> {
  const isAmong = (id: Column): SQL => sql`${id} > ${after} and ${id} <= ${upTo}`;
  const { memberId, kind } = ledgerClaims;
  const doers = read
    .select({ memberId })
    .from(ledgerClaims)
    .where(and(isAmong(memberId), inArray(kind, COUNTED_CLAIMS), isStanding()));
  const bearers = read
    .select({ memberId: badgeAwards.memberId })
    .from(badgeAwards)
    .where(isAmong(badgeAwards.memberId));
  const firsts = read
    .select({ memberId: firstHundred.memberId })
    .from(firstHundred)
    .where(isAmong(firstHundred.memberId));
  const hasYears = and(isNotNull(members.username), lte(members.createdAt, joinedBy));
  const mayHave = or(hasYears, ...[doers, bearers, firsts].map((some) => inArray(members.id, some)));
  return read
    .select(joined)
    .from(members)
    .where(and(isAmong(members.id), mayHave))
    .orderBy(asc(members.id));
}

/** What somebody has come to of one thing. */
export interface CountRow {
  memberId: MemberId;
  counted: Counted;
  count: number;
}

/** How many subjects each of these people's standing claims are about, by what is counted; and who is of the first hundred. */
export async function countRows(
  read: Tx,
  people: readonly MemberId[],
  counteds: readonly Counted[],
): Promise<CountRow[]> {
  const rows: CountRow[] = [];
  const ofClaims = counteds.filter((counted) => claimsOf(counted).length > 0);
  if (ofClaims.length && people.length) rows.push(...(await countClaims(read, people, ofClaims)));
  if (counteds.includes("first.hundred") && people.length) {
    const these = await read
      .select({ memberId: firstHundred.memberId })
      .from(firstHundred)
      .where(inArray(firstHundred.memberId, [...people]));
    rows.push(...these.map(({ memberId }) => ({ memberId, counted: "first.hundred" as const, count: 1 })));
  }
  return rows;
}

async function countClaims(read: Tx, people: readonly MemberId[], counteds: readonly Counted[]): Promise<CountRow[]> {
  const kinds = [...new Set(counteds.flatMap(claimsOf))];
  // One column for each: what two kinds say of one reply is one outcome.
  const columns = Object.fromEntries(
    counteds.map((counted) => {
      const isOne = inArray(ledgerClaims.kind, [...claimsOf(counted)]);
      return [counted, countDistinct(sql`case when ${isOne} then ${ledgerClaims.subject} end`)] as const;
    }),
  );
  const found = await read
    .select({ memberId: ledgerClaims.memberId, ...columns })
    .from(ledgerClaims)
    .where(and(inArray(ledgerClaims.memberId, [...people]), inArray(ledgerClaims.kind, kinds), isStanding()))
    .groupBy(ledgerClaims.memberId);
  return found.flatMap((row) =>
    counteds.map((counted) => ({ memberId: row.memberId, counted, count: Number(Reflect.get(row, counted) ?? 0) })),
  );
}

export const isStanding = (): SQL => eq(ledgerClaims.stands, true);

export interface AwardRow extends Award {
  memberId: MemberId;
  badgeId: BadgeId;
}

/** Every award of these badges to these people, withdrawn ones included. */
export async function awardRows(
  read: Tx,
  people: readonly MemberId[],
  badgeIds: readonly BadgeId[],
): Promise<AwardRow[]> {
  if (!people.length || !badgeIds.length) return [];
  const { id, memberId, badgeId, step, withdrawnAt } = badgeAwards;
  const rows = await read
    .select({ id, memberId, badgeId, step, withdrawnAt })
    .from(badgeAwards)
    .where(and(inArray(memberId, [...people]), inArray(badgeId, [...badgeIds])));
  return rows.map(({ withdrawnAt: withdrawn, ...row }) => ({ ...row, isWithdrawn: withdrawn !== null }));
}

/** The steps that are new; those somebody had before stay as they are. */
export async function insertAwards(
  tx: Tx,
  memberId: MemberId,
  badgeId: BadgeId,
  { steps, at }: { steps: readonly number[]; at: number },
): Promise<number[]> {
  const rows = await tx
    .insert(badgeAwards)
    .values(steps.map((step) => ({ memberId, badgeId, step, at })))
    .onConflictDoNothing()
    .returning({ step: badgeAwards.step });
  return rows.map(({ step }) => step);
}

export async function setWithdrawn(tx: Tx, ids: readonly BadgeAwardId[], withdrawnAt: number | null): Promise<void> {
  if (ids.length)
    await tx
      .update(badgeAwards)
      .set({ withdrawnAt })
      .where(inArray(badgeAwards.id, [...ids]));
}

/** Gives a badge by hand; false when they have it. One that was taken back is the same row again. */
export async function insertGift(
  tx: Tx,
  gift: { memberId: MemberId; badgeId: BadgeId; by: MemberId; reason: string; at: number },
): Promise<boolean> {
  const { by, reason, at } = gift;
  const rows = await tx
    .insert(badgeAwards)
    .values({ ...gift, step: 1 })
    .onConflictDoUpdate({
      target: [badgeAwards.memberId, badgeAwards.badgeId, badgeAwards.step],
      set: { by, reason, at, withdrawnAt: null },
      setWhere: sql`${badgeAwards.withdrawnAt} is not null`,
    })
    .returning({ id: badgeAwards.id });
  return rows.length > 0;
}

/** Takes a badge that was given by hand; false when they don't have it. */
export async function withdrawGift(tx: Tx, memberId: MemberId, badgeId: BadgeId, at: number): Promise<boolean> {
  const rows = await tx
    .update(badgeAwards)
    .set({ withdrawnAt: at })
    .where(and(eq(badgeAwards.memberId, memberId), eq(badgeAwards.badgeId, badgeId), isNull(badgeAwards.withdrawnAt)))
    .returning({ id: badgeAwards.id });
  return rows.length > 0;
}

export interface WornRow extends WornBadge {
  memberId: MemberId;
  position: number;
}

/** The highest step these people have of each badge, with what it is: one row a person and badge, so none is left out. */
export function wornBy(read: Tx, people: readonly MemberId[]): Promise<WornRow[]> {
  const highest = max(badgeAwards.step);
  return read
    .select({
      memberId: badgeAwards.memberId,
      badgeId: badges.id,
      ...{ key: badges.key, nameZh: badges.nameZh, nameEn: badges.nameEn, hue: badges.hue, counted: badges.counted },
      step: sql<number>`${highest}`.mapWith(badgeAwards.step),
      ...{ position: badges.position, place: firstHundred.place },
    })
    .from(badgeAwards)
    .innerJoin(badges, eq(badges.id, badgeAwards.badgeId))
    .leftJoin(firstHundred, eq(firstHundred.memberId, badgeAwards.memberId))
    .where(and(inArray(badgeAwards.memberId, [...people]), isNull(badgeAwards.withdrawnAt)))
    .groupBy(badgeAwards.memberId, badges.id, firstHundred.place)
    .orderBy(asc(badges.position), asc(badges.id));
}

/** How many people have a badge now, by badge. */
export async function wearers(read: Tx): Promise<Map<BadgeId, number>> {
  const rows = await read
    .select({ badgeId: badgeAwards.badgeId, people: countDistinct(badgeAwards.memberId) })
    .from(badgeAwards)
    .where(isNull(badgeAwards.withdrawnAt))
    .groupBy(badgeAwards.badgeId);
  return new Map(rows.map(({ badgeId, people }) => [badgeId, people]));
}

/** Whose outcomes reactions have yet to answer. */
export async function peopleOfOpenOutcomes(read: Tx): Promise<MemberId[]> {
  const rows = await read
    .select({ details: facts.details })
    .from(facts)
    .where(and(isNull(facts.settledAt), eq(facts.kind, "outcome.counted")));
  return rows.flatMap(({ details: { member } }) =>
    typeof member === "number" && isId<MemberId>(member) ? [member] : [],
  );
}
