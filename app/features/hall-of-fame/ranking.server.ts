import { badgesOf } from "~/features/badges/badges.server";
import type { WornBadge } from "~/features/badges/rules";
import {
  type Days,
  dayIn,
  daysOfSeason,
  daysOfYear,
  HALF_LIFE_DAYS,
  halfLifeOf,
  periodsOf,
} from "~/features/ledger/calendar";
import { wholePoints } from "~/features/ledger/rules";
import { clock } from "~/platform/clock";
import type { BoardId, MemberId } from "~db/ids.ts";
import { cursorOf, ForeignCursor, idIn, pageOf } from "~db/pages.ts";
import type { Store, Tx } from "~db/store.ts";
import type { Span } from "./hall-filter";
import {
  countAhead,
  loadActs,
  loadRanking,
  type Measure,
  type Rank,
  type RankedRow,
  rankOf,
} from "./ranking.store.server";
import { type Evidence, openEvidence, placesFor } from "./rules";
import { runningSeason, youngSince } from "./seasons.server";

const PEOPLE_A_PAGE = 30;
// Acts of all time are those that still weigh a thousandth: nobody's whole life is gone through for a line.
const WEIGHING_DAYS = 10 * HALF_LIFE_DAYS;

export interface Ranked {
  memberId: MemberId;
  name: string;
  level: number | null;
  place: number;
  /** Thousandths; of all time, as much of it as still weighs. */
  points: number;
  /** They were here for less than a year when the season began. */
  isNew: boolean;
  evidence: Evidence;
  badges: WornBadge[];
}

export interface Ranking {
  /** Null: over more than a season. */
  season: string | null;
  people: Ranked[];
  next: string | null;
}

interface Wish {
  by: Span;
  boardId: BoardId | null;
  after: string | null;
}

/** A page of a ranking as it stands now, with the acts behind each place and what they wear. Equal ones share a place. */
export async function rankingNow(db: Store, timeZone: string, { by, boardId, after }: Wish): Promise<Ranking> {
  const today = dayIn(timeZone, clock.now());
  const season = await runningSeason(db, timeZone);
  const since = youngSince(season, timeZone);
  const { measure, days } = measureOf({ by, boardId }, { today, season, since });
  const list = `hall.${by}.${measure.period}.${boardId}`;
  const from = after === null ? null : await rankBehind(db.read, measure, { list, after });
  const rows = await loadRanking(db.read, measure, { after: from, limit: PEOPLE_A_PAGE + 1 });
  const { shown, next } = pageOf(rows, PEOPLE_A_PAGE, (last) => cursorOf(list, last.memberId));
  const ids = shown.map(({ memberId }) => memberId);
  const [ahead, acts, badges] = await Promise.all([
    from ? aheadOf(db.read, measure, from) : { rows: 0 },
    loadActs(db.read, ids, { days, boardId }),
    badgesOf(db.read, ids),
  ]);
  const places = placesFor(
    shown.map(({ points }) => points),
    ahead,
  );
  const isYoung = ({ joinedAt }: RankedRow): boolean => joinedAt >= since;
  // Where everybody is new, nobody is: a community may be younger than a year itself.
  const isMixed = shown.some((row) => !isYoung(row));
  const people = shown.map((row, n) => ({
    ...{
      memberId: row.memberId,
      name: row.name,
      level: row.level,
      place: places[n] ?? 0,
      points: wholePoints(row.points),
    },
    isNew: isMixed && isYoung(row),
    evidence: openEvidence(acts.get(row.memberId) ?? {}),
    badges: badges.get(row.memberId) ?? [],
  }));
  return { season: by === "season" || by === "newcomers" ? season : null, people, next };
}

/** All that somebody did that is told. */
export const deedsOf = async (read: Tx, id: MemberId): Promise<Evidence> =>
  openEvidence((await loadActs(read, [id], { days: null, boardId: null })).get(id) ?? {});

function measureOf(
  { by, boardId }: Pick<Wish, "by" | "boardId">,
  { today, season, since }: { today: number; season: string; since: number },
): { measure: Measure; days: Days } {
  const joinedSince = by === "newcomers" ? since : null;
  const of = { boardId, joinedSince, halfLife: halfLifeOf(today) };
  switch (by) {
    case "season":
    case "newcomers":
      return { measure: { ...of, period: season }, days: daysOfSeason(season) };
    case "year": {
      const [, year] = periodsOf(today);
      return { measure: { ...of, period: year }, days: daysOfYear(year) };
    }
    case "all":
      return { measure: { ...of, period: null }, days: { from: today - WEIGHING_DAYS, to: today + 1 } };
  }
}

async function aheadOf(
  read: Tx,
  measure: Measure,
  rank: Rank,
): Promise<{ rows: number; last: { value: number; place: number } }> {
  const { rows, above } = await countAhead(read, measure, rank);
  return { rows, last: { value: rank.points, place: above + 1 } };
}

// A cursor says behind whom a page begins, and not what they have: exact sums are nobody's business. Of somebody who
// doesn't stand here nothing can be found out by one made by hand.
async function rankBehind(read: Tx, measure: Measure, { list, after }: { list: string; after: string }): Promise<Rank> {
  const rank = await rankOf(read, measure, idIn<MemberId>(list, after));
  if (!rank) throw new ForeignCursor(list);
  return rank;
}
