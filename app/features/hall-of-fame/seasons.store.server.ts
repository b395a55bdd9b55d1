import {
  and,
  asc,
  countDistinct,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  like,
  lt,
  min,
  or,
  type SQL,
  sql,
  sum,
} from "drizzle-orm";
import type { Days } from "~/features/ledger/calendar";
import { isWeighed, POINT } from "~/features/ledger/rules";
import type { EntryId, MemberId } from "~db/ids.ts";
import { lockTable } from "~db/locks.ts";
import { facts } from "~db/schema/facts.ts";
import { rankingOptOuts, seasonPlaces, seasons } from "~db/schema/hall-of-fame.ts";
import { ledgerClaims, ledgerEntries } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import { standings } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { canStand } from "./ranking.store.server";
import { type Earned, type Evidence, type Place, type RankingName, TOLD, type ToldKind } from "./rules";

export type SeasonRow = typeof seasons.$inferSelect;

const MOST_SEASONS = 400;
const ROWS_AT_ONCE = 500;
const MOST_FOOTNOTES = 100;
const MOST_RANKINGS = 400;

/** Seasons that are over, the latest first. */
export const loadSeasons = (read: Tx): Promise<SeasonRow[]> =>
  read.select().from(seasons).orderBy(desc(seasons.id)).limit(MOST_SEASONS);

/** The day of the first claim there is; null when there is none. */
export async function firstClaimDay(read: Tx): Promise<number | null> {
  const [row] = await read.select({ day: min(ledgerClaims.day) }).from(ledgerClaims);
  return row?.day ?? null;
}

/** Whether something happened before `then` that not all has answered yet. */
export async function isBehind(read: Tx, then: number): Promise<boolean> {
  const rows = await read
    .select({ id: facts.id })
    .from(facts)
    .where(and(isNull(facts.settledAt), lt(facts.at, then)))
    .limit(1);
  return rows.length > 0;
}

/** False when it is closed already: by another process, this moment. */
export async function insertSeason(tx: Tx, id: string, closedAt: number): Promise<boolean> {
  const rows = await tx.insert(seasons).values({ id, closedAt }).onConflictDoNothing().returning({ id: seasons.id });
  return rows.length > 0;
}

/** Draws the line in the ledger: what is there is frozen with the season, and nothing comes in between. */
export async function endLedgerOf(tx: Tx, seasonId: string): Promise<void> {
  await lockTable(tx, ledgerEntries);
  const last = tx.select({ id: sql<EntryId | 0>`coalesce(max(${ledgerEntries.id}), 0)` }).from(ledgerEntries);
  await tx
    .update(seasons)
    .set({ lastEntryId: sql`(${last})` })
    .where(eq(seasons.id, seasonId));
}

export type EarnedRow = Earned & { joinedAt: number };

/** What everybody who can stand in a ranking earned in these days, by kind and board. Once a season. */
export async function earnedIn(read: Tx, { from, to }: Days): Promise<EarnedRow[]> {
  const { memberId, boardId, kind, subject, points, day, stands } = ledgerClaims;
  // Who can stand is asked once for each kind of theirs, not for each act.
  const earned = read
    .select({
      ...{ memberId, boardId, kind },
      count: countDistinct(subject).as("count"),
      points: sum(points).mapWith(Number).as("points"),
    })
    .from(ledgerClaims)
    .where(and(gte(day, from), lt(day, to), eq(stands, true)))
    .groupBy(memberId, boardId, kind)
    .as("earned");
  const rows = await read
    .select({
      ...{ memberId: members.id, boardId: earned.boardId, kind: earned.kind, joinedAt: members.createdAt },
      ...{ count: earned.count, points: earned.points },
    })
    .from(earned)
    .innerJoin(members, eq(members.id, earned.memberId))
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, members.id))
    .where(canStand(read));
  return rows.map((row) => ({ ...row, points: row.points ?? 0 }));
}

export async function insertSeasonPlaces(tx: Tx, seasonId: string, places: readonly Place[]): Promise<void> {
  for (let n = 0; n < places.length; n += ROWS_AT_ONCE)
    await tx.insert(seasonPlaces).values(places.slice(n, n + ROWS_AT_ONCE).map((place) => ({ seasonId, ...place })));
}

export interface PlaceRow {
  memberId: MemberId;
  name: string;
  level: number | null;
  ranking: RankingName;
  place: number;
  /** Thousandths. */
  points: number;
  evidence: Evidence;
}

const placeColumns = {
  ...{ memberId: members.id, name: members.displayName, level: standings.level },
  ...{ ranking: seasonPlaces.ranking, place: seasonPlaces.place },
  ...{ points: seasonPlaces.points, evidence: seasonPlaces.evidence },
};

/** Places, with who stands there, and whether they want to be seen there. */
const placesOfPeople = <More extends Record<string, SQL.Aliased>>(read: Tx, more: More) =>
  read
    .select({ ...placeColumns, ...more })
    .from(seasonPlaces)
    .innerJoin(members, eq(members.id, seasonPlaces.memberId))
    .leftJoin(standings, eq(standings.memberId, seasonPlaces.memberId))
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, seasonPlaces.memberId));

/** A page of a closed season's ranking. */
export function loadPlaces(
  read: Tx,
  { seasonId, ranking }: { seasonId: string; ranking: RankingName },
  { after, limit }: { after: { place: number; memberId: number } | null; limit: number },
): Promise<PlaceRow[]> {
  const { place, memberId } = seasonPlaces;
  const isLater = after
    ? or(gt(place, after.place), and(eq(place, after.place), gt(memberId, sql`${after.memberId}`)))
    : undefined;
  return placesOfPeople(read, {})
    .where(
      and(
        ...[eq(seasonPlaces.seasonId, seasonId), eq(seasonPlaces.ranking, ranking)],
        ...[isNull(rankingOptOuts.memberId), isLater],
      ),
    )
    .orderBy(asc(place), asc(memberId))
    .limit(limit);
}

const MOST_STARS_A_GROUP = 60;

/** Who came first in each group of acts, shared places included. */
export async function loadStars(read: Tx, seasonId: string): Promise<PlaceRow[]> {
  const nth = sql<number>`row_number() over (partition by ${seasonPlaces.ranking} order by ${seasonPlaces.memberId})`;
  const first = placesOfPeople(read, { nth: nth.as("nth") })
    .where(
      and(
        ...[eq(seasonPlaces.seasonId, seasonId), like(seasonPlaces.ranking, "group:%")],
        ...[eq(seasonPlaces.place, 1), isNull(rankingOptOuts.memberId)],
      ),
    )
    .as("first");
  const rows = await read
    .select()
    .from(first)
    .where(sql`${first.nth} <= ${MOST_STARS_A_GROUP}`)
    .orderBy(asc(first.ranking), asc(first.memberId));
  return rows.map(({ nth: _, ...row }) => row);
}

export interface FootnoteRow {
  id: number;
  memberId: MemberId;
  name: string;
  kind: ToldKind;
  /** Thousandths; what the correction added or took. */
  points: number;
  at: number;
}

// What is told behind places, but for what says how much a single giver weighs.
const NOTED = TOLD.filter((kind) => !isWeighed(kind));

/** What was written of a season's acts after it closed, the latest first; of people who want to be seen. */
export function loadFootnotes(read: Tx, { from, to }: Days, lastEntryId: EntryId | 0): Promise<FootnoteRow[]> {
  const { id, memberId, kind, points, at, day } = ledgerEntries;
  return read
    .select({
      ...{ id: sql<number>`${id}`, memberId, kind: sql<ToldKind>`${kind}`, points, at },
      name: members.displayName,
    })
    .from(ledgerEntries)
    .innerJoin(members, eq(members.id, memberId))
    .leftJoin(rankingOptOuts, eq(rankingOptOuts.memberId, memberId))
    .where(
      and(
        ...[
          gte(day, from),
          lt(day, to),
          gt(id, sql`${lastEntryId}`),
          sql`abs(${points}) >= ${POINT}`,
          inArray(kind, NOTED),
        ],
        canStand(read),
      ),
    )
    .orderBy(desc(id))
    .limit(MOST_FOOTNOTES);
}

/** The rankings of a season: those somebody has a place in. */
export async function rankingsIn(read: Tx, seasonId: string): Promise<RankingName[]> {
  const rows = await read
    .selectDistinct({ ranking: seasonPlaces.ranking })
    .from(seasonPlaces)
    .where(eq(seasonPlaces.seasonId, seasonId))
    .limit(MOST_RANKINGS);
  return rows.map(({ ranking }) => ranking);
}
