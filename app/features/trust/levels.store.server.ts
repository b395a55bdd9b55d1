import { and, countDistinct, eq, gt, inArray, isNotNull, isNull, max, min, ne, or, sql } from "drizzle-orm";
import { isLevel, type Level } from "~/features/members/rules";
import type { MemberId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { sanctions } from "~db/schema/convention.ts";
import { admissions } from "~db/schema/joining.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { topics } from "~db/schema/topics.ts";
import { standings, ties } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { type LevelFacts, RECENT_DAYS, RECOGNISED, type Sanction } from "./levels";

const DAY_MS = 86_400_000;
const LONGEST_AFTER_MS = 60 * DAY_MS;

/** Somebody's level as it is stored, and what it goes by. */
export interface Leveled extends LevelFacts {
  id: MemberId;
  level: Level;
  restsAt: number | null;
}

/** The same of some who have a standing. What their next level doesn't ask for is not looked for, and reads as nothing. */
export async function levelFacts(read: Tx, ids: readonly MemberId[], now: number): Promise<Leveled[]> {
  const rows = await levelRows(read, ids);
  const those = (which: (earned: Level) => boolean): MemberId[] =>
    rows.filter(({ earned }) => which(earned)).map(({ id }) => id);
  const [stands, partners, acts, violations, imposed] = [
    await standingSince(
      read,
      those((earned) => earned === 0),
    ),
    await partnersOf(
      read,
      those((earned) => earned <= 1),
    ),
    await actDaysOf(
      read,
      those((earned) => earned >= 1),
      now,
    ),
    await violationsOf(
      read,
      those((earned) => earned >= 3),
    ),
    await sanctionsOf(read, ids, now),
  ];
  return rows.map((row) => ({
    ...row,
    standsSince: stands.get(row.id) ?? null,
    partners: partners.get(row.id) ?? 0,
    actDays: acts.get(row.id)?.days ?? 0,
    recentActDays: acts.get(row.id)?.recent ?? 0,
    violatedAt: violations.get(row.id) ?? null,
    sanctions: imposed.get(row.id) ?? [],
  }));
}

async function levelRows(read: Tx, ids: readonly MemberId[]) {
  if (ids.length === 0) return [];
  const { memberId, confirmedBy, weight, isGuest, level, earned, restsAt } = standings;
  const rows = await read
    .select({ id: memberId, confirmedBy, weight, isGuest, level, earned, restsAt, joinedAt: members.createdAt })
    .from(standings)
    .innerJoin(members, eq(members.id, memberId))
    .where(inArray(memberId, [...ids]));
  return rows.map(({ confirmedBy: by, isGuest: guest, weight: weighs, ...row }) => ({
    ...row,
    level: levelFrom(row.level),
    earned: levelFrom(row.earned),
    isConfirmed: by !== null,
    weight: guest ? 0 : weighs,
  }));
}

const levelFrom = (n: number): Level => (isLevel(n) ? n : 0);

type Of<Value> = Map<MemberId, Value>;

async function standingSince(read: Tx, ids: readonly MemberId[]): Promise<Of<number>> {
  if (ids.length === 0) return new Map();
  const begun = await read
    .select({ id: topics.authorId, since: min(topics.createdAt) })
    .from(topics)
    .where(and(inArray(topics.authorId, [...ids]), eq(topics.visibility, "open")))
    .groupBy(topics.authorId);
  const said = await read
    .select({ id: comments.authorId, since: min(comments.createdAt) })
    .from(comments)
    .where(and(inArray(comments.authorId, [...ids]), eq(comments.isHidden, false)))
    .groupBy(comments.authorId);
  const oldest: Of<number> = new Map();
  for (const { id, since } of [...begun, ...said])
    if (since !== null) oldest.set(id, Math.min(since, oldest.get(id) ?? since));
  return oldest;
}

async function partnersOf(read: Tx, ids: readonly MemberId[]): Promise<Of<number>> {
  if (ids.length === 0) return new Map();
  const found: Of<number> = new Map();
  const sides = [
    { mine: ties.lowId, other: ties.highId },
    { mine: ties.highId, other: ties.lowId },
  ];
  for (const { mine, other } of sides) {
    const rows = await read
      .select({ id: mine, partners: countDistinct(other) })
      .from(ties)
      .leftJoin(admissions, eq(admissions.memberId, mine))
      .where(
        and(
          inArray(mine, [...ids]),
          eq(ties.kind, "replies"),
          or(isNull(admissions.inviterId), ne(admissions.inviterId, other)),
        ),
      )
      .groupBy(mine);
    for (const { id, partners } of rows) found.set(id, (found.get(id) ?? 0) + partners);
  }
  return found;
}

async function actDaysOf(
  read: Tx,
  ids: readonly MemberId[],
  now: number,
): Promise<Of<{ days: number; recent: number }>> {
  if (ids.length === 0) return new Map();
  const { memberId, kind, stands, day } = ledgerClaims;
  const since = Math.floor(now / DAY_MS) - RECENT_DAYS;
  const rows = await read
    .select({
      id: memberId,
      days: countDistinct(day),
      recent: sql<number>`count(distinct case when ${day} > ${since} then ${day} end)`.mapWith(Number),
    })
    .from(ledgerClaims)
    .where(and(inArray(memberId, [...ids]), inArray(kind, [...RECOGNISED]), eq(stands, true)))
    .groupBy(memberId);
  return new Map(rows.map(({ id, ...acts }) => [id, acts]));
}

async function violationsOf(read: Tx, ids: readonly MemberId[]): Promise<Of<number>> {
  if (ids.length === 0) return new Map();
  const { subjectId, rule, undoneAt, at } = moderationActs;
  const rows = await read
    .select({ id: subjectId, at: max(at) })
    .from(moderationActs)
    .where(and(inArray(subjectId, [...ids]), isNotNull(rule), isNull(undoneAt)))
    .groupBy(subjectId);
  return new Map(rows.flatMap(({ id, at: last }) => (last === null ? [] : [[id, last] as const])));
}

async function sanctionsOf(read: Tx, ids: readonly MemberId[], now: number): Promise<Of<Sanction[]>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: sanctions.memberId, from: sanctions.from, until: sanctions.until })
    .from(sanctions)
    .where(
      and(
        inArray(sanctions.memberId, [...ids]),
        isNull(sanctions.undoneAt),
        gt(sanctions.until, sql`${now - LONGEST_AFTER_MS}`),
      ),
    );
  const grouped = Map.groupBy(rows, ({ id }) => id);
  return new Map([...grouped].map(([id, those]) => [id, those.map(({ from, until }) => ({ from, until }))]));
}

export async function saveLevel(
  tx: Tx,
  memberId: MemberId,
  row: Pick<typeof standings.$inferInsert, "level" | "earned" | "earnedAt" | "restsAt">,
): Promise<void> {
  await tx.update(standings).set(row).where(eq(standings.memberId, memberId));
}
