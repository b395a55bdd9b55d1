import { dateOfDay, dayIn, daysOfSeason, isSeason, nextSeason, seasonOf } from "~/features/ledger/calendar";
import { isCaughtUp } from "~/features/ledger/ledger.server";
import { wholePoints } from "~/features/ledger/rules";
import { communityNow } from "~/features/members/settings.server";
import { clock, GRACE_MS } from "~/platform/clock";
import { startOfDay } from "~/platform/i18n/date";
import { Refused } from "~/platform/refusals";
import { remembered } from "~/platform/remembered.server";
import { isId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, pageOf, readCursor } from "~db/pages.ts";
import type { Store, Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { openEvidence, type RankingName, rankingsOf } from "./rules";
import {
  earnedIn,
  endLedgerOf,
  type FootnoteRow,
  firstClaimDay,
  insertSeason,
  insertSeasonPlaces,
  isBehind,
  loadFootnotes,
  loadPlaces,
  loadSeasons,
  loadStars,
  type PlaceRow,
  rankingsIn,
  type SeasonRow,
} from "./seasons.store.server";

export type { FootnoteRow, PlaceRow } from "./seasons.store.server";

const DAY = 86_400_000;

/** The season of a moment in a time zone. */
export const seasonAt = (now: number, timeZone: string): string => seasonOf(dayIn(timeZone, now));

/** When a season is over in a time zone: the first moment of the next. UTC milliseconds. */
export const endOf = (season: string, timeZone: string): number =>
  startOfDay(dateOfDay(daysOfSeason(season).to), timeZone);

/** Whoever joined from then on is a newcomer of the season, all of it: younger than a year when it began. UTC milliseconds. */
export function youngSince(season: string, timeZone: string): number {
  const yearBefore = `${Number(season.slice(0, 4)) - 1}${season.slice(4)}`;
  return startOfDay(dateOfDay(daysOfSeason(yearBefore).from), timeZone);
}

/**
 * Closes the seasons that are over, each once: also those that ended while no clock ran. What happened in one is waited
 * for, until all that follows from it is written: for the ledger however long it takes, for a reaction that keeps failing a day.
 */
export async function closeSeasons(db: Store, now: number): Promise<void> {
  const { timeZone } = await communityNow(db.read);
  const [latest] = await loadSeasons(db.read);
  const first = latest ? null : await firstClaimDay(db.read);
  if (!latest && first === null) return;
  const current = seasonAt(now, timeZone);
  let season = latest ? nextSeason(latest.id) : seasonOf(first ?? 0);
  for (; season < current; season = nextSeason(season)) {
    const end = endOf(season, timeZone);
    if (now - end < GRACE_MS || !(await isCaughtUp(db.read, end))) return;
    if (now - end < DAY && (await isBehind(db.read, end))) return;
    const over = { season, youngSince: youngSince(season, timeZone) };
    await db.write((tx) => close(tx, over, now));
  }
}

// Whoever comes second finds the season's row, and leaves everything as it is.
async function close(
  tx: Tx,
  { season, youngSince }: { season: string; youngSince: number },
  closedAt: number,
): Promise<void> {
  if (!(await insertSeason(tx, season, closedAt))) return;
  await endLedgerOf(tx, season);
  const earned = await earnedIn(tx, daysOfSeason(season));
  const newcomers = earned.filter(({ joinedAt }) => joinedAt >= youngSince);
  const places = rankingsOf(earned, new Set(newcomers.map(({ memberId }) => memberId)));
  await insertSeasonPlaces(tx, season, places);
  touch(tx, "hall");
}

/** Seasons that are over, the latest first; kept in memory. */
export const pastSeasons: (db: Store) => Promise<SeasonRow[]> = remembered("hall", ({ read }) => loadSeasons(read));

/**
 * The season that runs now in the community's time zone. One that is closed stays so: where the zone was changed since, and
 * it is that season there once more, the next one waits for its first day.
 */
export async function runningSeason(db: Store, timeZone: string): Promise<string> {
  const [latest] = await pastSeasons(db);
  const season = seasonAt(clock.now(), timeZone);
  return latest && latest.id >= season ? nextSeason(latest.id) : season;
}

/** What the carpet shows: whoever came first in each group of the latest season in which anybody did. Kept in memory. */
export const latestStars: (db: Store) => Promise<{ season: string; stars: PlaceRow[] } | null> = remembered(
  ["hall", "member"],
  async ({ read }) => {
    const closed = await loadSeasons(read);
    for (const { id } of closed.slice(0, QUIET_SEASONS)) {
      const stars = (await loadStars(read, id)).map(asTold);
      if (stars.length) return { season: id, stars };
    }
    return null;
  },
);

// So many seasons in which nobody did anything, and the carpet is empty.
const QUIET_SEASONS = 4;

export interface ClosedSeason {
  season: string;
  closedAt: number;
  stars: PlaceRow[];
  rankings: RankingName[];
  places: PlaceRow[];
  next: string | null;
  footnotes: FootnoteRow[];
}

const PLACES_A_PAGE = 30;

/** A closed season, as it was when it closed, and what became of it since. */
export async function closedSeason(
  db: Store,
  { season, ranking, after }: { season: string; ranking: RankingName; after: string | null },
): Promise<ClosedSeason> {
  const closed = isSeason(season) ? (await pastSeasons(db)).find(({ id }) => id === season) : undefined;
  if (!closed) throw new Refused("not.found");
  const list = `season.${season}.${ranking}`;
  const from = after === null ? null : placeIn(list, after);
  const [stars, rankings, rows, footnotes] = await Promise.all([
    after === null ? loadStars(db.read, season) : [],
    rankingsIn(db.read, season),
    loadPlaces(db.read, { seasonId: season, ranking }, { after: from, limit: PLACES_A_PAGE + 1 }),
    after === null ? loadFootnotes(db.read, daysOfSeason(season), closed.lastEntryId) : [],
  ]);
  if (ranking !== "all" && !rankings.includes(ranking)) throw new Refused("not.found");
  const { shown, next } = pageOf(rows, PLACES_A_PAGE, (last) => cursorOf(list, last.place, last.memberId));
  return {
    ...{ season, closedAt: closed.closedAt, rankings, next, footnotes },
    ...{ stars: stars.map(asTold), places: shown.map(asTold) },
  };
}

const asTold = (row: PlaceRow): PlaceRow => ({
  ...row,
  points: wholePoints(row.points),
  evidence: openEvidence(row.evidence),
});

function placeIn(list: string, after: string): { place: number; memberId: number } {
  const [place = 0, memberId = 0] = readCursor(list, after, 2);
  if (!isId(place) || !isId(memberId)) throw new ForeignCursor(list); // made by hand
  return { place, memberId };
}
