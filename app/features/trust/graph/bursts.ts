import type { Finding, Thresholds, Vote } from "./rings.ts";

type Burst = Extract<Finding, { kind: "burst" }>;

const HOUR_MS = 60 * 60_000;
/** What is usual is told from a day at least: before that, hours without votes are no hours yet. */
const FEWEST_HOURS = 24;

export const isLight = ({ guest, weight }: Vote, { light }: Thresholds): boolean => guest || weight < light;

/**
 * How far an idea's part of an hour's votes strays from its usual part. In vTaiwan's UberX consultation (Polis) eleven hours
 * of 197 statements would be bursts without it, one with it.
 */
const STRAYS = 0.25;

/** Light votes on all ideas together. */
interface Everywhere {
  /** When, ascending. */
  at: Float64Array;
  /** When each idea got its first, ascending. */
  begins: Float64Array;
}

/**
 * Hours in which an idea got `burstVotes` light votes or more, `burstZ` standard deviations beyond what is usual. Two things
 * may make many votes usual, and what speaks for the idea counts. One is the idea itself: the mean of its other clock hours
 * from its first light vote to its last, 24 at least, with their variance. The other is the hour: of what all other ideas
 * got in it, the part the idea usually has since it began, or an even part of all ideas there were if that is more (a new one has
 * no usual part), with Poisson's variance and a quarter of straying. So a newsletter or an opening day, which brings votes to all, is a burst of none. No variance
 * is below 1. Hours that overlap are one burst, with the numbers of the worst. O(votes · log votes).
 */
export function findBursts(votes: readonly Vote[], thresholds: Thresholds): Burst[] {
  const light = votes.filter((vote) => isLight(vote, thresholds));
  const everywhere = everywhereOf(light);
  return [...Map.groupBy(light, ({ idea }) => idea)].flatMap(([idea, theirs]) =>
    burstsOf(idea, theirs, everywhere, thresholds),
  );
}

/**
 * The same of one idea, given all of its votes. Of votes elsewhere some people's will do: what is usual goes by the idea's
 * part of them, which is no other for there being fewer.
 */
export function burstsOn(
  idea: number,
  { votes, elsewhere }: Record<"votes" | "elsewhere", readonly Vote[]>,
  thresholds: Thresholds,
): Burst[] {
  const light = votes.filter((vote) => isLight(vote, thresholds));
  if (light.length < thresholds.burstVotes) return [];
  const others = elsewhere.filter((vote) => isLight(vote, thresholds));
  return burstsOf(idea, light, everywhereOf([...light, ...others]), thresholds);
}

function everywhereOf(light: readonly Vote[]): Everywhere {
  const begins = new Map<number, number>();
  for (const { idea, at } of light) begins.set(idea, Math.min(at, begins.get(idea) ?? at));
  return {
    at: Float64Array.from(light, ({ at }) => at).sort(),
    begins: Float64Array.from(begins.values()).sort(),
  };
}

/** An hour that ends with a vote: `votes[first]` up to `votes[last]`. */
interface Hour {
  first: number;
  last: number;
  expected: number;
  z: number;
}

function burstsOf(idea: number, light: readonly Vote[], everywhere: Everywhere, thresholds: Thresholds): Burst[] {
  if (light.length < thresholds.burstVotes) return [];
  const votes = light.toSorted((one, other) => one.at - other.at);
  const byHour = [...Map.groupBy(votes, ({ at }) => Math.floor(at / HOUR_MS))].map(([hour, { length }]) => ({
    hour,
    count: length,
  }));
  const bursts: Hour[][] = [];
  let first = 0;
  for (let last = 0; last < votes.length; last++) {
    while (timeOf(votes, last) - timeOf(votes, first) > HOUR_MS) first++;
    if (last - first + 1 < thresholds.burstVotes) continue;
    const hour = judge(votes, { first, last }, { byHour, everywhere });
    if (hour.z <= thresholds.burstZ) continue;
    const before = bursts.at(-1);
    if (before && (before.at(-1)?.last ?? -1) >= first) before.push(hour);
    else bursts.push([hour]);
  }
  return bursts.map((hours) => burstFrom(idea, votes, hours));
}

const timeOf = (votes: readonly Vote[], n: number): number => votes[n]?.at ?? 0;

interface Usual {
  byHour: ReadonlyArray<{ hour: number; count: number }>;
  everywhere: Everywhere;
}

function judge(votes: readonly Vote[], { first, last }: Pick<Hour, "first" | "last">, usual: Usual): Hour {
  const count = last - first + 1;
  const own = ofOtherHours(usual.byHour, timeOf(votes, first), timeOf(votes, last));
  const today = ofThisHour(votes, { first, last }, usual.everywhere);
  const z = Math.min(
    (count - own.mean) / Math.sqrt(Math.max(own.variance, own.mean, 1)),
    (count - today) / Math.sqrt(Math.max(today + (STRAYS * today) ** 2, 1)),
  );
  return { first, last, expected: Math.max(own.mean, today), z };
}

/** The idea's part of what all others got in the meantime: as it was since it began, or an even one. */
function ofThisHour(
  votes: readonly Vote[],
  { first, last }: Pick<Hour, "first" | "last">,
  { at, begins }: Everywhere,
): number {
  const to = timeOf(votes, last);
  const count = last - first + 1;
  const elsewhere = atMost(at, to) - below(at, timeOf(votes, first)) - count;
  const sinceItBegan = at.length - below(at, timeOf(votes, 0));
  const elsewhereOutside = sinceItBegan - votes.length - elsewhere;
  const usualPart = elsewhereOutside ? (votes.length - count) / elsewhereOutside : 0;
  const others = atMost(begins, to) - 1;
  return elsewhere * Math.max(usualPart, others ? 1 / others : 0);
}

/** Votes in clock hours that do not overlap with these milliseconds. */
function ofOtherHours(byHour: Usual["byHour"], from: number, to: number): { mean: number; variance: number } {
  const [begin, end] = [Math.floor(from / HOUR_MS), Math.floor(to / HOUR_MS)];
  const life = (byHour.at(-1)?.hour ?? 0) - (byHour[0]?.hour ?? 0) + 1;
  const hours = Math.max(FEWEST_HOURS, life) - (end - begin + 1);
  const outside = byHour.filter(({ hour }) => hour < begin || hour > end);
  const mean = outside.reduce((sum, { count }) => sum + count, 0) / hours;
  const squares = outside.reduce((sum, { count }) => sum + count * count, 0) / hours;
  return { mean, variance: squares - mean * mean };
}

/** How many of the sorted are less. */
function below(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if ((sorted[half] ?? 0) < value) low = half + 1;
    else high = half;
  }
  return low;
}

/** How many of the sorted are no more. Times are whole milliseconds, or nearly. */
const atMost = (sorted: Float64Array, value: number): number => below(sorted, value + 0.5);

function burstFrom(idea: number, votes: readonly Vote[], hours: readonly Hour[]): Burst {
  const worst = hours.reduce((one, other) => (other.z > one.z ? other : one));
  const [first, last] = [hours[0]?.first ?? 0, hours.at(-1)?.last ?? 0];
  return {
    ...{ kind: "burst", idea, members: votes.slice(first, last + 1).map(({ member }) => member) },
    ...{ from: timeOf(votes, first), to: timeOf(votes, last) },
    ...{ votes: worst.last - worst.first + 1, expected: worst.expected, z: worst.z },
  };
}
