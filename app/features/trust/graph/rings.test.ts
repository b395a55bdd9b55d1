import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { USUAL_AUDITS } from "~/platform/audit-settings.server";
import { type Finding, findRings as findRingsAt, thresholdsOf, type Vote } from "./rings";

const USUAL = thresholdsOf(USUAL_AUDITS);
const findRings = (votes: readonly Vote[]): Finding[] => findRingsAt(votes, USUAL);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const vote = (member: number, idea: number, at: number, more: Partial<Vote> = {}): Vote => ({
  ...{ member, idea, at, weight: 1_000, guest: false, entryGroup: null, ...more },
});

/** Somebody's votes for ideas, a minute each. */
const ballot = (member: number, ideas: readonly number[], at: number, more: Partial<Vote> = {}): Vote[] =>
  ideas.map((idea, n) => vote(member, idea, at + n * MINUTE, more));

const only = <Kind extends Finding["kind"]>(kind: Kind, findings: readonly Finding[]) =>
  findings.filter((finding): finding is Extract<Finding, { kind: Kind }> => finding.kind === kind);

describe("a ring", () => {
  const ideas = [1, 2, 3, 4, 5, 6];

  test("is two who vote for the same ideas within minutes", () => {
    const votes = [...ballot(1, ideas, 0), ...ballot(2, ideas, 2 * MINUTE), ...ballot(3, ideas, DAY)];
    expect(findRings(votes)).toEqual([
      {
        ...{ kind: "ring", members: [1, 2], ideas },
        links: [{ one: 1, other: 2, shared: 6, close: 6, likeness: 1 }],
      },
    ]);
  });

  test("grows by whoever is such a pair with one of it", () => {
    const votes = [1, 2, 3, 4].flatMap((member) => ballot(member, ideas, member * 4 * MINUTE));
    const [ring] = only("ring", findRings(votes));
    expect(ring?.members).toEqual([1, 2, 3, 4]);
    expect(ring?.links).toHaveLength(3);
  });

  test.each([
    ["agree on four of six ideas, a Jaccard index of exactly a half", [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 7, 8], 0],
    ["have fewer than five votes", [1, 2, 3, 4], [1, 2, 3, 4], 0],
    ["vote for the same at other times", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 6 * MINUTE],
    ["share exactly four fifths", [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 5, 6, 7, 8, 10], 0],
  ])("is not two who %s", (_, one, other, later) => {
    expect(findRings([...ballot(1, one, 0), ...ballot(2, other, later)])).toEqual([]);
  });

  test("is found among everybody who voted for what everybody votes for", () => {
    const crowd = Array.from({ length: 2_000 }, (_, n) => [vote(n, 0, n * 1_000), vote(n, 1 + (n % 50), n * 1_000)]);
    const votes = [...crowd.flat(), ...[5_001, 5_002].flatMap((one) => ballot(one, [0, 91, 92, 93, 94], HOUR))];
    expect(only("ring", findRings(votes)).map(({ members }) => members)).toEqual([[5_001, 5_002]]);
  });

  test("is what comparing everybody with everybody finds", () => {
    const places = fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.nat(8)), { maxLength: 60 });
    fc.assert(
      fc.property(places, (all) => {
        const votes = [
          ...new Map(all.map(([member, idea, at]) => [`${member} ${idea}`, [member, idea, at] as const])),
        ].map(([, [member, idea, at]]) => vote(member, idea, at * 2 * MINUTE));
        const found = only("ring", findRings(votes)).map(({ members }) => members.join());
        expect(found.sort()).toEqual(slowRings(votes));
      }),
      { numRuns: 300 },
    );
  });
});

/** Groups of pairs, each pair looked at. */
function slowRings(votes: readonly Vote[]): string[] {
  const ballots = [...Map.groupBy(votes, ({ member }) => member)].filter(([, theirs]) => theirs.length >= 5);
  const groups = new Map(ballots.map(([member]) => [member, new Set([member])]));
  for (const [one, ofOne] of ballots)
    for (const [other, ofOther] of ballots) {
      const both = ofOne.flatMap((a) => ofOther.flatMap((b) => (a.idea === b.idea ? [Math.abs(a.at - b.at)] : [])));
      const likeness = both.length / (ofOne.length + ofOther.length - both.length);
      const close = both.filter((apart) => apart <= USUAL.closeMs).length;
      if (one === other || likeness <= 0.8 || close < 0.8 * both.length) continue;
      const together = new Set([...(groups.get(one) ?? []), ...(groups.get(other) ?? [])]);
      for (const member of together) groups.set(member, together);
    }
  return [...new Set(groups.values())]
    .filter(({ size }) => size > 1)
    .map((group) => [...group].sort((a, b) => a - b).join())
    .sort();
}

describe("a burst", () => {
  const guests = (idea: number, from: number, count: number, at: number, within = HOUR): Vote[] =>
    Array.from({ length: count }, (_, n) =>
      vote(from + n, idea, at + Math.floor((n * within) / count), { guest: true, weight: 100 }),
    );

  test("is twenty guests in an hour for an idea that had few", () => {
    const votes = [...guests(1, 0, 10, 0, 10 * DAY), ...guests(1, 100, 20, 5 * DAY + 2 * HOUR, 30 * MINUTE)];
    const [burst, ...more] = only("burst", findRings(votes));
    expect(more).toEqual([]);
    expect(burst).toMatchObject({ idea: 1, votes: 20 });
    expect(burst?.members).toEqual(Array.from({ length: 20 }, (_, n) => 100 + n));
    // Ten votes in the 216 other hours of nine days: next to none is usual, and the least deviation is 1.
    expect(burst?.expected).toBeCloseTo(10 / 216, 12);
    expect(burst?.z).toBeCloseTo(20 - 10 / 216, 12);
  });

  test("is not nineteen, nor twenty whom trust reaches", () => {
    const few = guests(1, 0, 19, 0);
    const trusted = guests(2, 100, 30, 0).map((one) => ({ ...one, guest: false, weight: 100 }));
    expect(only("burst", findRings([...few, ...trusted]))).toEqual([]);
  });

  test("is not an opening day, which brings guests to all ideas", () => {
    const votes = [1, 2, 3, 4, 5].flatMap((idea) => guests(idea, 100 * idea, 40, 0));
    expect(only("burst", findRings(votes))).toEqual([]);
  });

  test("is not a busy idea's usual hour", () => {
    expect(only("burst", findRings(guests(1, 0, 25 * 48, 0, 2 * DAY)))).toEqual([]);
  });

  test("stands out from a day on which others are busy, too", () => {
    const others = Array.from({ length: 9 }, (_, n) => guests(2 + n, 1_000 * (n + 1), 24, 0, DAY));
    const votes = [...others.flat(), ...guests(1, 0, 60, 5 * HOUR)];
    expect(only("burst", findRings(votes)).map(({ idea }) => idea)).toEqual([1]);
  });
});

describe("a crowd", () => {
  const crowd = (light: number, groups: readonly (string | null)[]): Vote[] =>
    groups.map((entryGroup, n) =>
      vote(n, 1, n * DAY, { entryGroup, weight: n < light ? 99 : 1_000, guest: n < light }),
    );
  const alone = (count: number): null[] => new Array<null>(count).fill(null);

  test("is light when more than six of ten votes are, of fifty and more", () => {
    expect(findRings(crowd(31, alone(50)))).toMatchObject([{ kind: "light", idea: 1, votes: 50, share: 0.62 }]);
    expect(findRings(crowd(30, alone(50)))).toEqual([]);
    expect(findRings(crowd(49, alone(49)))).toEqual([]);
  });

  test("comes by one entrance when its groups count as fewer than three", () => {
    const [finding] = findRings(crowd(0, [...new Array<string>(40).fill("link"), ...alone(20)]));
    expect(finding).toMatchObject({ kind: "entrance", idea: 1, votes: 60 });
    expect(finding?.kind === "entrance" && finding.groups).toBeCloseTo(1 / ((40 / 60) ** 2 + 20 / 60 ** 2), 12);
    expect(finding?.members).toHaveLength(40);
    const three = ["a", "b", "c"].flatMap((group) => new Array<string>(20).fill(group));
    expect(findRings(crowd(0, three))).toEqual([]);
  });
});
