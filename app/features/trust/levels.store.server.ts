import {
  and,
  type Column,
  countDistinct,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  max,
  min,
  notExists,
  sql,
} from "drizzle-orm";
import { type Level, levelFrom } from "~/features/members/rules";
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
import { unindexed } from "~db/unindexed.ts";
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
  if (ids.length === 0) return [];
  const { memberId: id, confirmedBy, weight, isGuest, level, earned, restsAt } = standings;
  const rows = await read
    .select({
      ...{ id, confirmedBy, weight, isGuest, level, earned, restsAt, joinedAt: members.createdAt },
      begun: sql<number | null>`case when ${earned} = 0 then ${oldestTopic(read)} end`,
      said: sql<number | null>`case when ${earned} = 0 then ${oldestComment(read)} end`,
      above: sql<number | null>`case when ${earned} <= 1 then ${partners(read, ties.lowId, ties.highId)} end`,
      below: sql<number | null>`case when ${earned} <= 1 then ${partners(read, ties.highId, ties.lowId)} end`,
      days: sql<number | null>`case when ${earned} >= 1 then ${actDays(read, 0)} end`,
      recent: sql<number | null>`case when ${earned} >= 1 then ${actDays(read, dayOf(now) - RECENT_DAYS)} end`,
      violatedAt: sql<number | null>`case when ${earned} >= 1 then ${lastViolation(read)} end`,
    })
    .from(standings)
    .innerJoin(members, eq(members.id, id))
    .where(inArray(id, [...ids]));
  const imposed = await sanctionsOf(read, ids, now);
  return rows.map(({ begun, said, above, below, days, recent, confirmedBy: by, isGuest: guest, ...row }) => ({
    ...row,
    level: levelFrom(row.level),
    earned: levelFrom(row.earned),
    isConfirmed: by !== null,
    weight: guest ? 0 : row.weight,
    standsSince: begun === null || said === null ? (begun ?? said) : Math.min(begun, said),
    partners: (above ?? 0) + (below ?? 0),
    ...{ actDays: days ?? 0, recentActDays: recent ?? 0 },
    sanctions: imposed.get(row.id) ?? [],
  }));
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS);

// Each of the member of the row.
const oldestTopic = (read: Tx) =>
  read
    .select({ since: min(topics.createdAt) })
    .from(topics)
    .where(and(eq(topics.authorId, standings.memberId), eq(topics.visibility, "open")));

const oldestComment = (read: Tx) =>
  read
    .select({ since: min(comments.createdAt) })
    .from(comments)
    .where(and(eq(comments.authorId, standings.memberId), eq(comments.isHidden, false)));

// Not whoever invited them.
function partners(read: Tx, mine: Column, other: Column) {
  const inviter = read
    .select({ one: sql`1` })
    .from(admissions)
    .where(and(eq(admissions.memberId, standings.memberId), eq(admissions.inviterId, other)));
  return read
    .select({ partners: countDistinct(other) })
    .from(ties)
    .where(and(eq(mine, standings.memberId), eq(ties.kind, "replies"), notExists(inviter)));
}

const actDays = (read: Tx, since: number) =>
  read
    .select({ days: countDistinct(ledgerClaims.day) })
    .from(ledgerClaims)
    .where(
      and(
        eq(ledgerClaims.memberId, standings.memberId),
        inArray(ledgerClaims.kind, [...RECOGNISED]),
        eq(ledgerClaims.stands, true),
        gt(unindexed<number>(ledgerClaims.day), since),
      ),
    );

const lastViolation = (read: Tx) =>
  read
    .select({ at: max(moderationActs.at) })
    .from(moderationActs)
    .where(
      and(
        eq(moderationActs.subjectId, standings.memberId),
        isNotNull(moderationActs.rule),
        isNull(moderationActs.undoneAt),
      ),
    );

async function sanctionsOf(read: Tx, ids: readonly MemberId[], now: number): Promise<Map<MemberId, Sanction[]>> {
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
