import { isModerator, type Viewer } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { FactId, MemberId } from "~db/ids.ts";
import { cursorOf, timeAndIdIn } from "~db/pages.ts";
import type { Store, Tx } from "~db/store.ts";
import { daysOfSeason, periodsOf } from "./calendar";
import { loadCatchUp, nextAsked, reportsAfter, reportsUpTo } from "./catching-up.store.server";
import { type ListedClaim, listClaims, sumsOfKinds, totalsOf } from "./listing.store.server";
import { type ClaimKind, GROUPS, type Group, groupOf, isPrivate, isWeighed, wholePoints } from "./rules";
import { rulebook } from "./ruling.server";

/** A claim as everybody may see it; `points` null: it counts as its giver weighs, which nobody is told. */
export type ShownClaim = PointsPage["claims"][number];

/** A member's points, whole ones in thousandths: what a giver weighs can't be read off a sum. */
export interface Points {
  all: number;
  year: number;
  season: number;
  /** Like `2026-Q4`. */
  seasonId: string;
}

/** What somebody has, all time, this year and this season. */
export async function pointsOf(read: Tx, memberId: MemberId): Promise<Points> {
  const day = (await rulebook(read)).dayOf(clock.now());
  const [all, year, season] = periodsOf(day);
  const totals = await totalsOf(read, memberId);
  const points = (period: string): number => wholePoints(totals.get(period) ?? 0);
  return { all: points(all), year: points(year), season: points(season), seasonId: season };
}

/**
 * Whether the ledger holds all that was recorded before a moment (UTC milliseconds), as far as reactions have answered it:
 * what was there before it, what hangs on whoever gave much, and what was decided about reports.
 */
export async function isCaughtUp(read: Tx, until: number): Promise<boolean> {
  if (!(await loadCatchUp(read)).isDone || (await nextAsked(read))) return false;
  return (await reportsAfter(read, await reportsUpTo(read), { until, limit: 1 })).length === 0;
}

/** Why somebody has their points. */
export interface PointsPage extends Points {
  /** What each group of acts brought; those that brought nothing are left out. */
  groups: Array<{ group: Group; points: number }>;
  claims: Array<Omit<ListedClaim, "points"> & { points: number | null }>;
  /** Whether all is listed: to others neither reports that were right nor what moderators took. */
  isWhole: boolean;
  /** Where the next page begins; null on the last. */
  next: string | null;
}

const CLAIMS_A_PAGE = 50;
const LIST = "claims";

/** A page of a member's claims, of all time or one season, the latest first, as this viewer may see them. Throws ForeignCursor. */
export async function pointsPage(
  db: Store,
  viewer: Viewer,
  memberId: MemberId,
  {
    season = null,
    after = null,
    limit = CLAIMS_A_PAGE,
  }: { season?: string | null; after?: string | null; limit?: number } = {},
): Promise<PointsPage> {
  const isWhole = viewer?.id === memberId || isModerator(viewer);
  const days = season === null ? null : daysOfSeason(season);
  const from = after === null ? null : timeAndIdIn<FactId>(LIST, after);
  const [points, kinds, rows] = await Promise.all([
    pointsOf(db.read, memberId),
    sumsOfKinds(db.read, memberId, days),
    listClaims(db.read, viewer, { memberId, isWhole, days, after: from, limit: limit + 2 }),
  ]);
  const shown = kinds.filter(({ kind }) => isWhole || !isPrivate(kind));
  const groups = GROUPS.map((group) => ({ group, points: wholePoints(sumOf(shown, group)) }));
  const page = pageFrom(rows, limit);
  // Whole points: what a cap left of an act would say what a giver's mark before it weighed.
  const claims = page.claims.map((claim) => ({
    ...claim,
    points: isWeighed(claim.kind) ? null : wholePoints(claim.points),
  }));
  const sums = isWhole ? points : neverBelow(points);
  return { ...sums, groups: groups.filter((one) => one.points !== 0), isWhole, ...page, claims };
}

// How deep somebody has fallen is for them and for moderators.
const neverBelow = ({ all, year, season, seasonId }: Points): Points => ({
  ...{ all: Math.max(all, 0), year: Math.max(year, 0), season: Math.max(season, 0), seasonId },
});

const sumOf = (kinds: ReadonlyArray<{ kind: ClaimKind; points: number }>, group: Group): number =>
  kinds.reduce((sum, { kind, points }) => sum + (groupOf(kind) === group ? points : 0), 0);

// One fact may bring somebody two claims: a page ends behind both.
function pageFrom(rows: readonly ListedClaim[], limit: number): { claims: ListedClaim[]; next: string | null } {
  const isSplit = rows[limit] !== undefined && rows[limit]?.factId === rows[limit - 1]?.factId;
  const claims = rows.slice(0, isSplit ? limit + 1 : limit);
  const last = claims.at(-1);
  return { claims, next: last && rows.length > claims.length ? cursorOf(LIST, last.day, last.factId) : null };
}
