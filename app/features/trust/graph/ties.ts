import type { Graph } from "./weighing.ts";

/** A graph from each person's side: the ties of `person` stand from `start[person]` up to `start[person + 1]`. */
export interface Ties {
  people: number;
  start: Int32Array;
  other: Int32Array;
  /** At most 2. */
  weight: Float64Array;
  /** Which tie of the graph it is: both sides name the same. */
  tie: Int32Array;
  /** The weights of each person's ties added up. */
  degree: Float64Array;
}

export const MOST_WEIGHT = 2;
const MOST_TIES = 150;
const HALF_LIFE_MS = 365 * 24 * 60 * 60 * 1_000;

/** What is left of a weight after so many milliseconds: half of it after 365 days. An act to come counts as of now. */
export const decayed = (weight: number, ageMs: number): number => weight * 2 ** (-Math.max(0, ageMs) / HALF_LIFE_MS);

/**
 * The ties that count: a weight beyond 2 is 2, and a tie must be among the 150 strongest of both its sides. So nobody
 * has more than 150, and what does not count for one side does not for the other. Of equally strong ties those that
 * stand first in the graph come first. Throws RangeError for a tie that is none: with oneself, with nobody, of no weight.
 * O(people + ties), and sorts the ties of whoever has too many.
 */
export function tiesOf(graph: Graph): Ties {
  mustBeTies(graph);
  const none = new Uint8Array(graph.from.length);
  const all = withoutThose(graph, none);
  const weak = beyondTheStrongest(all);
  return weak ? withoutThose(graph, weak) : all;
}

function mustBeTies({ people, from, to, weight }: Graph): void {
  for (let tie = 0; tie < from.length; tie++) {
    const one = from[tie] ?? -1;
    const other = to[tie] ?? -1;
    const isBetweenTwo = one !== other && Math.min(one, other) >= 0 && Math.max(one, other) < people;
    if (!isBetweenTwo || !((weight[tie] ?? 0) > 0))
      throw new RangeError(`tie ${tie} is none: ${one}, ${other}, weight ${weight[tie]}, of ${people} people`);
  }
}

/** All ties but those marked with a 1. */
function withoutThose({ people, from, to, weight }: Graph, isLeftOut: Uint8Array): Ties {
  const start = startsOf({ people, from, to }, isLeftOut);
  const sides = start[people] ?? 0;
  const ties: Ties = {
    ...{ people, start, degree: new Float64Array(people) },
    ...{ other: new Int32Array(sides), weight: new Float64Array(sides), tie: new Int32Array(sides) },
  };
  const next = start.slice();
  for (let tie = 0; tie < from.length; tie++) {
    if (isLeftOut[tie]) continue;
    const capped = Math.min(MOST_WEIGHT, weight[tie] ?? 0);
    for (let side = 0; side < 2; side++) {
      const person = (side ? to[tie] : from[tie]) ?? 0;
      const at = next[person] ?? 0;
      next[person] = at + 1;
      ties.other[at] = (side ? from[tie] : to[tie]) ?? 0;
      ties.weight[at] = capped;
      ties.tie[at] = tie;
      ties.degree[person] = (ties.degree[person] ?? 0) + capped;
    }
  }
  return ties;
}

/** Where each person's ties begin, and behind the last person's the end. */
function startsOf({ people, from, to }: Omit<Graph, "weight">, isLeftOut: Uint8Array): Int32Array {
  const start = new Int32Array(people + 1);
  for (let tie = 0; tie < from.length; tie++) {
    if (isLeftOut[tie]) continue;
    const behindOne = (from[tie] ?? 0) + 1;
    const behindOther = (to[tie] ?? 0) + 1;
    start[behindOne] = (start[behindOne] ?? 0) + 1;
    start[behindOther] = (start[behindOther] ?? 0) + 1;
  }
  for (let person = 0; person < people; person++) start[person + 1] = (start[person + 1] ?? 0) + (start[person] ?? 0);
  return start;
}

/** A 1 for each tie that is not among the strongest of one of its sides; null when nobody has too many. */
function beyondTheStrongest({ people, start, weight, tie }: Ties): Uint8Array | null {
  let weak: Uint8Array | null = null;
  for (let person = 0; person < people; person++) {
    const first = start[person] ?? 0;
    const behind = start[person + 1] ?? 0;
    if (behind - first <= MOST_TIES) continue;
    weak ??= new Uint8Array(tie.length / 2);
    const sides = Int32Array.from({ length: behind - first }, (_, n) => first + n);
    sides.sort((one, other) => (weight[other] ?? 0) - (weight[one] ?? 0) || one - other);
    for (const side of sides.subarray(MOST_TIES)) weak[tie[side] ?? 0] = 1;
  }
  return weak;
}
