import { type Ties, tiesOf } from "./ties.ts";
import { type Graph, type Options, type Seeds, type Weighed, weighTies } from "./weighing.ts";

/** What an idea's votes weigh when one seed is not believed. */
export interface Loss {
  /** With all seeds. */
  weight: number;
  /** Without the seed whose loss takes most. */
  least: number;
  /** The share that this takes: 0 up to 1. */
  loss: number;
  /** That seed; null when none takes anything. */
  seed: number | null;
}

/** Stands among an idea's voters for one without ties: what they weigh hangs on no seed. */
export const UNTIED = -1;

/** Fewer carry too much each for this to say anything. */
export const FEWEST_SEEDS = 8;

export interface LeaveOneOut extends Options {
  /** How far the community has grown into trust, 0 up to 1: a vote weighs (1 − λ) + λ·g. Absent: 1. */
  lambda?: number;
}

/**
 * What each idea's votes would weigh if one seed were hacked: that person is taken out with all their ties, the others share
 * its part, and `tau` stays. `ideas` are their voters, each once, and `UNTIED` for each without ties; only those whose votes
 * weigh something for themselves, the guest pool is nobody's. Null with fewer than 8 seeds. One weighing a seed, O(seeds · 25 · ties), for any number of ideas.
 * Throws RangeError for ties or seeds that are none.
 */
export function leaveOneOut(
  graph: Graph,
  seeds: Seeds,
  ideas: readonly Int32Array[],
  options: LeaveOneOut = {},
): Loss[] | null {
  const ties = tiesOf(graph);
  return lossesOf(ties, { seeds, ideas, weighed: weighTies(ties, seeds, options), lambda: options.lambda });
}

interface Asked {
  seeds: Seeds;
  ideas: readonly Int32Array[];
  /** With all seeds. */
  weighed: Weighed;
  lambda?: number;
}

/** The same where the ties are in order and weighed already. */
export function lossesOf(ties: Ties, { seeds, ideas, weighed, lambda = 1 }: Asked): Loss[] | null {
  if (seeds.ids.length < FEWEST_SEEDS) return null;
  const weightOf = (voters: Int32Array, g: Float64Array): number =>
    voters.reduce((sum, voter) => sum + 1 - lambda + lambda * (g[voter] ?? 0), 0);
  const losses = ideas.map((voters): Loss => {
    const weight = weightOf(voters, weighed.g);
    return { weight, least: weight, loss: 0, seed: null };
  });
  seeds.ids.forEach((seed, n) => {
    const { g } = weighTies(withoutPerson(ties, seed), withoutSeed(seeds, n), { tau: weighed.tau });
    ideas.forEach((voters, idea) => {
      const before = losses[idea];
      const least = weightOf(voters, g);
      if (before && least < before.least) losses[idea] = { ...before, least, loss: 1 - least / before.weight, seed };
    });
  });
  return losses;
}

function withoutSeed({ ids, share }: Seeds, gone: number): Seeds {
  const left = 1 - (share[gone] ?? 0);
  return {
    ids: ids.filter((_, n) => n !== gone),
    share: share.filter((_, n) => n !== gone).map((one) => (left > 0 ? one / left : 1 / (ids.length - 1))),
  };
}

/** Their ties weigh nothing, on either side. What came beyond the 150 strongest does not move up. */
function withoutPerson(ties: Ties, gone: number): Ties {
  const [weight, degree] = [ties.weight.slice(), ties.degree.slice()];
  const sidesOf = (person: number): number[] => {
    const first = ties.start[person] ?? 0;
    return Array.from({ length: (ties.start[person + 1] ?? 0) - first }, (_, n) => first + n);
  };
  for (const side of sidesOf(gone)) {
    const friend = ties.other[side] ?? 0;
    weight[side] = 0;
    for (const back of sidesOf(friend)) if (ties.other[back] === gone) weight[back] = 0;
    // Added up anew: what is left by subtracting is not exactly nothing.
    degree[friend] = sidesOf(friend).reduce((sum, back) => sum + (weight[back] ?? 0), 0);
  }
  degree[gone] = 0;
  return { ...ties, weight, degree };
}
