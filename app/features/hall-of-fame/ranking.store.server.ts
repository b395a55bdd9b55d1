import {
  and,
  count,
  countDistinct,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Days } from "~/features/ledger/calendar";
import { isEmployee, isLetIn } from "~/features/members/scope.server";
import type { BoardId, MemberId } from "~db/ids.ts";
import { rankingOptOuts } from "~db/schema/hall-of-fame.ts";
import { contributionScores, contributions, ledgerClaims } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import type { Evidence } from "./rules";

/** What people are ranked by: the points of a season or year, or those of all time, the latest weighing most. */
export interface Measure {
  /** `2026`, `2026-Q4`; null: all time. */
  period: string | null;
  /** By how much a score says more than a thousandth of a point of today does, where it is of all time. */
  halfLife: number;
  boardId: BoardId | null;
  /** Only who joined since, UTC milliseconds. */
  joinedSince: number | null;
}

export interface RankedRow {
  memberId: MemberId;
  name: string;
  level: number | null;
  joinedAt: number;
  /** Thousandths: whoever has as many shares their place. */
  points: number;
}

/** A row's place in the order. */
export interface Rank {
  value: number;
  memberId: number;
  points: number;
}

/**
 * The column a measure ranks by, of which table, and which rows of it; what it comes to in whole thousandths, and above
 * what somebody stands there. Scores are floating-point numbers: of equal ones the last digits may differ, and of one that
 * has come back to nothing a little may be left. In their order equal ones stand next to each other all the same, so that
 * an index finds a page.
 */
function columnsOf({ period, boardId, halfLife }: Measure) {
  const board = boardId ?? 0;
  return period === null
    ? {
        from: contributionScores,
        value: contributionScores.score,
        points: sql<number>`round(${contributionScores.score} / ${halfLife})`,
        least: halfLife / 2,
        memberId: contributionScores.memberId,
        which: eq(contributionScores.boardId, sql`${board}`),
      }
    : {
        from: contributions,
        value: contributions.points,
        points: sql<number>`${contributions.points}`,
        least: 0,
        memberId: contributions.memberId,
        which: and(eq(contributions.period, period), eq(contributions.boardId, sql`${board}`)),
      };
}

/** Whoever can stand in rankings, in a query that joins members and opt-outs. */
export const canStand = (read: Tx): SQL | undefined =>
  and(
    ...[isNotNull(members.username), isNull(rankingOptOuts.memberId)],
    ...[not(isEmployee(read, members.id)), isLetIn(read)],
  );

const canStandBy = (read: Tx, { joinedSince }: Measure): SQL | undefined =>
  and(canStand(read), joinedSince === null ? undefined : gte(members.createdAt, joinedSince));

/** Where somebody stands in the order; undefined when they stand nowhere in it. */
export async function rankOf(read: Tx, measure: Measure, id: MemberId): Promise<Rank | undefined> {
  const { from, value, points, least, memberId, which } = columnsOf(measure);
  const [rank] = await read
    .select({
      value: sql<number>`${value}`.mapWith(Number),
      points: points.mapWith(Number),
      memberId: members.id,
    })
    .from(from)
    .innerJoin(members, eq(members.id, memberId))
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, memberId))
    .where(and(which, eq(memberId, id), gt(value, least), canStandBy(read, measure)));
  return rank;
}

/** A page of a ranking, those with most first. */
export function loadRanking(
  read: Tx,
  measure: Measure,
  { after, limit }: { after: Rank | null; limit: number },
): Promise<RankedRow[]> {
  const { from, value, points, least, memberId, which } = columnsOf(measure);
  const isLater =
    after && or(lt(value, after.value), and(eq(value, after.value), lt(memberId, sql`${after.memberId}`)));
  return read
    .select({
      ...{ memberId: members.id, name: members.displayName, level: standings.level, joinedAt: members.createdAt },
      points: points.mapWith(Number),
    })
    .from(from)
    .innerJoin(members, eq(members.id, memberId))
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, memberId))
    .leftJoin(standings, eq(standings.memberId, memberId))
    .where(and(which, gt(value, least), canStandBy(read, measure), isLater ?? undefined))
    .orderBy(desc(value), desc(memberId))
    .limit(limit);
}

/** How many stand ahead of a row or at it, and how many have more. */
export async function countAhead(read: Tx, measure: Measure, rank: Rank): Promise<{ rows: number; above: number }> {
  const { from, value, points, memberId, which } = columnsOf(measure);
  const isAhead = or(gt(value, rank.value), and(eq(value, rank.value), gte(memberId, sql`${rank.memberId}`)));
  const [row] = await read
    .select({ rows: count(), above: sql<number>`sum(case when ${points} > ${rank.points} then 1 else 0 end)` })
    .from(from)
    .innerJoin(members, eq(members.id, memberId))
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, memberId))
    .where(and(which, canStandBy(read, measure), isAhead));
  return { rows: row?.rows ?? 0, above: Number(row?.above ?? 0) };
}

/** The acts behind these people's places: how many of each kind, in these days, on this board. */
export async function loadActs(
  read: Tx,
  people: readonly MemberId[],
  { days, boardId }: { days: Days | null; boardId: BoardId | null },
): Promise<Map<MemberId, Evidence>> {
  const { memberId, kind, subject, stands, day } = ledgerClaims;
  const rows = people.length
    ? await read
        .select({ memberId, kind, count: countDistinct(subject) })
        .from(ledgerClaims)
        .where(
          and(
            ...[inArray(memberId, [...people]), eq(stands, true)],
            days ? and(gte(day, days.from), lt(day, days.to)) : undefined,
            boardId === null ? undefined : eq(ledgerClaims.boardId, boardId),
          ),
        )
        .groupBy(memberId, kind)
    : [];
  const acts = new Map<MemberId, Evidence>();
  for (const row of rows) acts.set(row.memberId, { ...acts.get(row.memberId), [row.kind]: row.count });
  return acts;
}
