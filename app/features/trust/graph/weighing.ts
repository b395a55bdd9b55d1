import { type Ties, tiesOf } from "./ties.ts";

/**
 * Ties between people, who are 0 up to `people`: each pair once, in either direction. Three arrays of one length; a
 * weight is above 0 and has grown older already (`decayed`).
 */
export interface Graph {
  people: number;
  from: Int32Array;
  to: Int32Array;
  weight: Float64Array;
}

/** Whom trust comes from: each person once, their shares add up to 1. */
export interface Seeds {
  ids: Int32Array;
  share: Float64Array;
}

/** An entry for each person. */
export interface Weighed {
  /** The share of all trust that reaches them: 0 up to 1, together 1. */
  p: Float64Array;
  /** The weights of their ties that count, added up. */
  degree: Float64Array;
  /** `p / max(1, degree)`: what they pass on for each tie. */
  q: Float64Array;
  /** What their vote weighs: 0 up to 1. */
  g: Float64Array;
  /** The `q` from which on a vote weighs 1. */
  tau: number;
}

export interface Options {
  /** Those seeds whose ties say what `tau` is; absent: all. */
  staff?: Int32Array;
  /** Keeps this threshold, instead of finding one. */
  tau?: number;
}

/** What comes back to the seeds in each round. */
export const ALPHA = 0.3;
const ROUNDS = 25;
const SHARE_OF_MEDIAN = 0.2;

/**
 * How far trust reaches from the seeds: `p ← α·s + (1−α)·Aᵀ D⁻¹ p`, from `p = s` on, 25 rounds with α = 0.30. What people
 * without ties hold goes back to the seeds. Personalised PageRank (Page, Brin, Motwani, Winograd 1999) on undirected ties;
 * dividing by the degree ranks as SybilRank does (Cao, Sirivianos, Yang, Pregueiro 2012), and makes what any number of
 * puppets weigh together depend on their ties to real people alone (`bound.ts`).
 *
 * `tau` is 0.20 of the median `q` of everybody with a tie to a seed of the staff, staff with such ties included. Where
 * there are no seeds, or nobody is tied to staff, `tau` and every `g` are 0, and all numbers are finite. After 25 rounds
 * `p` differs from where it would end by at most 0.7²⁵ = 0.00013 on each side. Throws RangeError for ties or seeds that are
 * none. O(people + 25 · ties).
 */
export const weigh = (graph: Graph, seeds: Seeds, options: Options = {}): Weighed =>
  weighTies(tiesOf(graph), seeds, options);

/** The same where the ties were put in order before. */
export function weighTies(ties: Ties, seeds: Seeds, { staff = seeds.ids, tau: kept }: Options = {}): Weighed {
  mustBeSeeds(ties, seeds);
  const p = spread(ties, seeds);
  const q = p.map((mass, person) => mass / Math.max(1, ties.degree[person] ?? 0));
  const tau = kept ?? SHARE_OF_MEDIAN * median(q, tiedTo(ties, staff));
  const g = q.map((each) => (tau > 0 ? Math.min(1, each / tau) : 0));
  return { p, degree: ties.degree, q, g, tau };
}

function mustBeSeeds({ people }: Ties, { ids, share }: Seeds): void {
  const strange = ids.find((id) => !(id >= 0 && id < people));
  if (strange !== undefined) throw new RangeError(`seed ${strange} is nobody of ${people} people`);
  const sum = share.reduce((all, one) => all + one, 0);
  if (ids.length && !(Math.abs(sum - 1) < 1e-9)) throw new RangeError(`the seeds' shares add up to ${sum}, not 1`);
}

function spread(ties: Ties, { ids, share }: Seeds): Float64Array {
  let p = new Float64Array(ties.people);
  ids.forEach((seed, n) => {
    p[seed] = (p[seed] ?? 0) + (share[n] ?? 0);
  });
  const seeded = p.slice();
  let next = new Float64Array(ties.people);
  const perWeight = new Float64Array(ties.people);
  for (let round = 0; round < ROUNDS; round++) {
    const stranded = passOn(ties, p, perWeight, next);
    ids.forEach((seed) => {
      next[seed] = (next[seed] ?? 0) + (ALPHA + (1 - ALPHA) * stranded) * (seeded[seed] ?? 0);
    });
    [p, next] = [next, p];
  }
  return p;
}

/** `next ← (1−α)·Aᵀ D⁻¹ p`; returns what people without ties hold. */
function passOn(
  { people, start, other, weight, degree }: Ties,
  p: Float64Array,
  perWeight: Float64Array,
  next: Float64Array,
): number {
  let stranded = 0;
  for (let person = 0; person < people; person++) {
    const strength = degree[person] ?? 0;
    const mass = p[person] ?? 0;
    perWeight[person] = strength > 0 ? mass / strength : 0;
    if (!(strength > 0)) stranded += mass;
  }
  for (let person = 0; person < people; person++) {
    let arriving = 0;
    const behind = start[person + 1] ?? 0;
    for (let at = start[person] ?? 0; at < behind; at++)
      arriving += (weight[at] ?? 0) * (perWeight[other[at] ?? 0] ?? 0);
    next[person] = (1 - ALPHA) * arriving;
  }
  return stranded;
}

/** Everybody with a tie to one of these, once. */
function tiedTo({ people, start, other }: Ties, those: Int32Array): Int32Array {
  const isTied = new Uint8Array(people);
  for (const one of those)
    for (const friend of other.subarray(start[one] ?? 0, start[one + 1] ?? 0)) isTied[friend] = 1;
  return Int32Array.from({ length: people }, (_, person) => person).filter((person) => isTied[person]);
}

/** Of an even number the middle of the two in the middle; 0 of none. */
function median(values: Float64Array, of: Int32Array): number {
  const sorted = Float64Array.from(of, (person) => values[person] ?? 0).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2 || 0;
}
