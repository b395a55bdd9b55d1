import { AS_GUEST, type Weight } from "./rules";

const DAY_MS = 86_400_000;
const MOST_A_DAY = 0.02;
const TIES_OF_A_GROWN_COMMUNITY = 200;
const SEEDS_OF_A_GROWN_COMMUNITY = 5;

/** What of the community λ goes by: pairs of people who are tied, and employees who answered somebody lately. */
interface Grown {
  ties: number;
  seeds: number;
}

/**
 * How far the community has grown in, λ in 0…1 (people.md 2). It moves towards min(1, ties/200, seeds/5), at most 0.02 a
 * day that has passed since the run before. A clock that is set back counts for no time, and one that leaps ahead for a
 * day: no run ever moves it by more. Without a run before, it begins at 0.
 */
export function nextLambda(before: { lambda: number; at: number } | null, { ties, seeds }: Grown, now: number): number {
  if (!before) return 0;
  const wanted = Math.min(1, ties / TIES_OF_A_GROWN_COMMUNITY, seeds / SEEDS_OF_A_GROWN_COMMUNITY);
  const most = MOST_A_DAY * Math.min(1, Math.max(0, (now - before.at) / DAY_MS));
  return Math.max(0, Math.min(1, before.lambda + Math.max(-most, Math.min(most, wanted - before.lambda))));
}

/** What a member's vote weighs: w = (1 − λ) + λ·g, once it is known who they are; a guest's, before and below a tenth. */
export function weightOf(isConfirmed: boolean, g: number, lambda: number): Weight {
  const weight = Math.round(1000 * (1 - lambda + lambda * Math.min(1, Math.max(0, g))));
  return isConfirmed && weight >= 100 ? { weight, isGuest: false } : AS_GUEST;
}

/** A change that whoever it happens to hears of: into the guest pool, or down to less than half. */
export const isFall = (from: Weight, to: Weight): boolean =>
  (to.isGuest && !from.isGuest) || (!from.isGuest && to.weight * 2 < from.weight);

const LITTLE = 300;
/** A weight that goes below three tenths. */
export const isLittleNow = (from: Weight, to: Weight): boolean => from.weight >= LITTLE && to.weight < LITTLE;

// Weights are stored rounded.
const ROUNDED_BY = 2;

/** Whether a weight went down because λ grew, and no further than with g as it was: whom one knows has no part in it. */
export function isByGrowing(from: Weight, to: Weight, { before, lambda }: { before: number; lambda: number }): boolean {
  if (lambda <= before || from.isGuest) return false;
  const g = before > 0 ? Math.max(0, 1 - (1 - from.weight / 1000) / before) : 0;
  const expected = 1000 * (1 - lambda + lambda * g);
  return expected - (to.isGuest ? AS_GUEST.weight : to.weight) <= ROUNDED_BY;
}

// In the community's night few wait for the database. A run asked for by day doesn't put the night's off.
const NIGHT = { from: 2, until: 6 };
const SHORTEST_PAUSE_MS = DAY_MS / 2;
const LONGEST_PAUSE_MS = 1.5 * DAY_MS;

/**
 * Whether trust is to be computed anew: never was, the night has come, there was none for long, or the clock was set
 * back behind the latest run. `hour` is the community's, 0–23.
 */
export function isRunDue(latestAt: number | null, now: number, hour: number): boolean {
  if (latestAt === null || latestAt > now) return true;
  const isNight = hour >= NIGHT.from && hour < NIGHT.until;
  return now - latestAt >= (isNight ? SHORTEST_PAUSE_MS : LONGEST_PAUSE_MS);
}
