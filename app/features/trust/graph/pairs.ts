import type { Finding, Link, Thresholds, Vote } from "./rings.ts";

/** What a member voted for, rarest idea first. */
interface Ballot {
  member: number;
  /** Places of ideas in the order from rare to common, ascending. */
  ideas: Int32Array;
  /** When, in the same order. */
  at: Float64Array;
}

/**
 * Groups of members who vote for the same ideas at about the same time: pairs who share more than `likeness` (Jaccard) of
 * at least `pairVotes` votes each, `closeShare` of it within `closeMs`, and whoever is such a pair with one of them. Each
 * group names as many links as hold it together.
 *
 * Exact, without comparing everybody: two ballots so alike have an idea in common, voted for closely, among the rarest few
 * of both (prefix filtering: Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007), so ideas that everybody voted for
 * make no pairs. O(votes · log votes) and one comparison for each two who meet there in time and are not in one group.
 */
export function findGroups(votes: readonly Vote[], thresholds: Thresholds): Extract<Finding, { kind: "ring" }>[] {
  const { ballots, ideaAt } = ballotsOf(votes, thresholds.pairVotes);
  const groups = new Groups(ballots.length);
  const links: Link[] = [];
  for (const [one, other] of meetings(ballots, thresholds, groups)) {
    const link = linkOf(ballots[one], ballots[other], thresholds);
    if (!link) continue;
    links.push(link);
    groups.join(one, other);
  }
  const placeOf = new Map(ballots.map(({ member }, n) => [member, n]));
  const byGroup = Map.groupBy(links, ({ one }) => groups.of(placeOf.get(one) ?? 0));
  return [...byGroup.values()].map((held) => {
    const members = [...new Set(held.flatMap(({ one, other }) => [one, other]))].sort((a, b) => a - b);
    const theirs = members.flatMap((member) => ballots[placeOf.get(member) ?? 0] ?? []);
    return { kind: "ring", members, ideas: mostHave(theirs).map((place) => ideaAt[place] ?? 0), links: held };
  });
}

/** Of everybody with enough votes; and which idea stands at which place of the order. */
function ballotsOf(votes: readonly Vote[], least: number): { ballots: Ballot[]; ideaAt: number[] } {
  const counts = new Map<number, number>();
  for (const { idea } of votes) counts.set(idea, (counts.get(idea) ?? 0) + 1);
  const ideaAt = [...counts].sort(([a, many], [b, more]) => many - more || a - b).map(([idea]) => idea);
  const placeOf = new Map(ideaAt.map((idea, place) => [idea, place]));
  const place = ({ idea }: Vote): number => placeOf.get(idea) ?? 0;
  const ballots = [...Map.groupBy(votes, ({ member }) => member)]
    .filter(([, theirs]) => theirs.length >= least)
    .map(([member, theirs]): Ballot => {
      theirs.sort((one, other) => place(one) - place(other));
      return { member, ideas: Int32Array.from(theirs, place), at: Float64Array.from(theirs, ({ at }) => at) };
    });
  return { ballots, ideaAt };
}

/** Two ballots, by number, that may be alike and are not in one group yet. Some come more than once. */
function* meetings(ballots: readonly Ballot[], thresholds: Thresholds, groups: Groups): Generator<[number, number]> {
  const { likeness, closeShare, closeMs } = thresholds;
  const byIdea = new Map<number, Array<{ ballot: number; at: number; size: number }>>();
  ballots.forEach(({ ideas, at }, ballot) => {
    // More than this many of theirs are in both, and close: one stands among as many of the rarest as are left.
    const common = Math.floor(likeness * closeShare * ideas.length);
    for (let n = 0; n < ideas.length - common; n++) {
      const idea = ideas[n] ?? 0;
      const there = byIdea.get(idea) ?? [];
      if (!there.length) byIdea.set(idea, there);
      there.push({ ballot, at: at[n] ?? 0, size: ideas.length });
    }
  });
  for (const there of byIdea.values()) {
    there.sort((one, other) => one.at - other.at);
    for (const [n, one] of there.entries()) {
      for (let m = n + 1; m < there.length; m++) {
        const other = there[m];
        if (!other || other.at - one.at > closeMs) break;
        if (Math.min(one.size, other.size) <= likeness * Math.max(one.size, other.size)) continue;
        if (groups.of(one.ballot) !== groups.of(other.ballot)) yield [one.ballot, other.ballot];
      }
    }
  }
}

/** Null when they are not alike, or not at the same time; seen as soon as they differ too much. */
function linkOf(one: Ballot | undefined, other: Ballot | undefined, thresholds: Thresholds): Link | null {
  if (!one || !other) return null;
  const all = one.ideas.length + other.ideas.length;
  // shared / (all − shared) > likeness, so that many are missing on either side at the most.
  const mostMissing = all - (2 * thresholds.likeness * all) / (1 + thresholds.likeness);
  let [n, m, shared, close] = [0, 0, 0, 0];
  while (n < one.ideas.length && m < other.ideas.length) {
    const difference = (one.ideas[n] ?? 0) - (other.ideas[m] ?? 0);
    if (difference === 0) {
      shared++;
      if (Math.abs((one.at[n] ?? 0) - (other.at[m] ?? 0)) <= thresholds.closeMs) close++;
    }
    if (difference <= 0) n++;
    if (difference >= 0) m++;
    if (n + m - 2 * shared >= mostMissing) return null;
  }
  const likeness = shared / (all - shared);
  const isAlike = likeness > thresholds.likeness && close >= thresholds.closeShare * shared;
  return isAlike ? { one: one.member, other: other.member, shared, close, likeness } : null;
}

/** Places of ideas that more than half of them voted for. */
function mostHave(ballots: readonly Ballot[]): number[] {
  const counts = new Map<number, number>();
  for (const { ideas } of ballots) for (const place of ideas) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].flatMap(([place, count]) => (2 * count > ballots.length ? [place] : []));
}

/** Who belongs together (union-find: Tarjan 1975, with path halving). */
class Groups {
  #of: Int32Array;

  constructor(size: number) {
    this.#of = Int32Array.from({ length: size }, (_, n) => n);
  }

  of(one: number): number {
    let at = one;
    while (this.#of[at] !== at) {
      const above = this.#of[at] ?? 0;
      this.#of[at] = this.#of[above] ?? 0;
      at = this.#of[at] ?? 0;
    }
    return at;
  }

  join(one: number, other: number): void {
    this.#of[this.of(one)] = this.of(other);
  }
}
