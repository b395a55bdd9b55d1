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
  type SQL,
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
import { type LevelFacts, RECENT_DAYS, RECOGNISED } from "./levels";

const DAY_MS = 86_400_000;
const LONGEST_AFTER_MS = 60 * DAY_MS;

/** Somebody's level as it is stored, and what it goes by. */
export interface Leveled extends LevelFacts {
  id: MemberId;
  level: Level;
  restsAt: number | null;
}

/**
 * What a level goes by, of the standing of the row joined with its member and the sanctions that matter: a row a sanction. What
 * their next level doesn't ask for is not looked for, and reads as nothing.
 */
export function levelColumns(read: Tx, now: number) {
  const { memberId: id, confirmedBy, weight, isGuest, level, earned, restsAt } = standings;
  return {
    ...{ id, confirmedBy, weight, isGuest, level, earned, restsAt, joinedAt: members.createdAt },
    ...{ from: sanctions.from, until: sanctions.until },
    begun: sql<number | null>`case when ${earned} = 0 then ${oldestTopic(read)} end`,
    said: sql<number | null>`case when ${earned} = 0 then ${oldestComment(read)} end`,
    above: sql<number | null>`case when ${earned} <= 1 then ${partners(read, ties.lowId, ties.highId)} end`,
    below: sql<number | null>`case when ${earned} <= 1 then ${partners(read, ties.highId, ties.lowId)} end`,
    days: sql<number | null>`case when ${earned} >= 1 then ${actDays(read, 0)} end`,
    recent: sql<number | null>`case when ${earned} >= 1 then ${actDays(read, dayOf(now) - RECENT_DAYS)} end`,
    violatedAt: sql<number | null>`case when ${earned} >= 1 then ${lastViolation(read)} end`,
  };
}

/** The same of some who have a standing. */
export async function levelFacts(read: Tx, ids: readonly MemberId[], now: number): Promise<Leveled[]> {
  if (ids.length === 0) return [];
  const rows = await read
    .select(levelColumns(read, now))
    .from(standings)
    .innerJoin(members, eq(members.id, standings.memberId))
    .leftJoin(sanctions, isMattering(now))
    .where(inArray(standings.memberId, [...ids]));
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(leveledIn);
}

/** A sanction of the standing of the row that runs, or that its level still goes by. */
export const isMattering = (now: number): SQL | undefined =>
  and(
    eq(sanctions.memberId, standings.memberId),
    isNull(sanctions.undoneAt),
    gt(sanctions.until, sql`${now - LONGEST_AFTER_MS}`),
  );

interface LevelRow extends Pick<typeof standings.$inferSelect, "confirmedBy" | "weight" | "isGuest" | "restsAt"> {
  id: MemberId;
  level: number;
  earned: number;
  joinedAt: number;
  violatedAt: number | null;
  from: number | null;
  until: number | null;
  begun: number | null;
  said: number | null;
  above: number | null;
  below: number | null;
  days: number | null;
  recent: number | null;
}

/** What one person's rows say. */
export function leveledIn(rows: readonly LevelRow[]): Leveled[] {
  const [row] = rows;
  if (!row) return [];
  const { id, begun, said, above, below, days, recent, restsAt, joinedAt, violatedAt } = row;
  return [
    {
      ...{ id, restsAt, joinedAt, violatedAt },
      level: levelFrom(row.level),
      earned: levelFrom(row.earned),
      isConfirmed: row.confirmedBy !== null,
      weight: row.isGuest ? 0 : row.weight,
      standsSince: begun === null || said === null ? (begun ?? said) : Math.min(begun, said),
      partners: (above ?? 0) + (below ?? 0),
      ...{ actDays: days ?? 0, recentActDays: recent ?? 0 },
      sanctions: rows.flatMap(({ from, until }) => (from === null || until === null ? [] : [{ from, until }])),
    },
  ];
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

export async function saveLevel(
  tx: Tx,
  memberId: MemberId,
  row: Pick<typeof standings.$inferInsert, "level" | "earned" | "earnedAt" | "restsAt">,
): Promise<void> {
  await tx.update(standings).set(row).where(eq(standings.memberId, memberId));
}
