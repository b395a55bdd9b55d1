import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundOf } from "./bound";
import { decayed } from "./ties";
import { type Graph, type Seeds, weigh } from "./weighing";

type Tie = readonly [one: number, other: number, weight: number];

const graphOf = (people: number, ties: readonly Tie[]): Graph => ({
  people,
  from: Int32Array.from(ties, ([one]) => one),
  to: Int32Array.from(ties, ([, other]) => other),
  weight: Float64Array.from(ties, ([, , weight]) => weight),
});

const seedsOf = (...ids: number[]): Seeds => ({
  ids: Int32Array.from(ids),
  share: Float64Array.from(ids, () => 1 / ids.length),
});

const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);

/** A graph of up to `most` people, each pair at most once. */
const anyGraph = (most: number) =>
  fc
    .record({
      people: fc.integer({ min: 2, max: most }),
      ties: fc.uniqueArray(
        fc.tuple(fc.nat(most - 1), fc.nat(most - 1), fc.double({ min: 0.01, max: 3, noNaN: true })),
        {
          selector: ([one, other]) => `${Math.min(one, other)} ${Math.max(one, other)}`,
          maxLength: 80,
        },
      ),
    })
    .map(({ people, ties }) =>
      graphOf(
        people,
        ties.filter(([one, other]) => one !== other && one < people && other < people),
      ),
    );

describe("weighing", () => {
  test("goes back and forth between two who know each other, and settles at what is left of it", () => {
    const { p, degree, q, g, tau } = weigh(graphOf(2, [[0, 1, 1]]), seedsOf(0));
    // p₀ = 0.3 + 0.7·p₁ and p₁ = 0.7·p₀: p₀ = 0.3 / 0.51.
    expect(p[0]).toBeCloseTo(0.3 / 0.51, 3);
    expect(p[1]).toBeCloseTo(0.21 / 0.51, 3);
    expect([...degree]).toEqual([1, 1]);
    expect([...q]).toEqual([...p]);
    expect(tau).toBeCloseTo(0.2 * (p[1] ?? 0), 12); // who is tied to staff is 1 alone
    expect([...g]).toEqual([1, 1]);
  });

  test("divides what somebody passes on by the weight of their ties", () => {
    const { p, q } = weigh(
      graphOf(3, [
        [0, 1, 0.5],
        [0, 2, 1.5],
      ]),
      seedsOf(0),
    );
    expect((p[2] ?? 0) / (p[1] ?? 1)).toBeCloseTo(3, 12);
    expect(q[1]).toBe(p[1]); // a degree below 1 does not make them more
    expect(q[2]).toBeCloseTo((p[2] ?? 0) / 1.5, 12);
    expect(q[0]).toBeCloseTo((p[0] ?? 0) / 2, 12);
  });

  test("counts a tie as 2 at the most", () => {
    const of = (weight: number) =>
      weigh(
        graphOf(3, [
          [0, 1, weight],
          [0, 2, 1],
        ]),
        seedsOf(0),
      );
    expect(of(9)).toEqual(of(2));
    expect(of(9).degree[0]).toBe(3);
  });

  test("gives back to the seeds what reaches somebody without ties", () => {
    const { p, g } = weigh(graphOf(4, [[0, 1, 1]]), { ids: Int32Array.of(0, 3), share: Float64Array.of(0.5, 0.5) });
    expect(sum(p)).toBeCloseTo(1, 12);
    // p₃ = 0.5·(0.3 + 0.7·p₃)
    expect(p[3]).toBeCloseTo(0.15 / 0.65, 3);
    expect([p[2], g[2]]).toEqual([0, 0]);
  });

  test("counts 150 ties of each, and leaves out on both sides what is beyond for one", () => {
    const weightOf = (friend: number): number => (friend === 7 ? 0.5 : friend === 9 ? 0.6 : 1);
    const ties = Array.from({ length: 152 }, (_, n): Tie => [0, n + 1, weightOf(n + 1)]);
    const { degree } = weigh(graphOf(153, ties), seedsOf(0));
    expect(degree[0]).toBe(150);
    expect([degree[7], degree[9], degree[152]]).toEqual([0, 0, 1]);
  });

  test("of equally strong ties counts those that stand first", () => {
    const ties = Array.from({ length: 151 }, (_, n): Tie => [0, 151 - n, 1]);
    expect(weigh(graphOf(152, ties), seedsOf(0)).degree[1]).toBe(0);
  });

  test.each([
    ["there are no seeds", graphOf(2, [[0, 1, 1]]), seedsOf()],
    ["nobody is tied to staff", graphOf(3, [[0, 1, 1]]), seedsOf(2)],
    ["there is nobody", graphOf(0, []), seedsOf()],
  ])("weighs nobody where %s, in finite numbers", (_, graph, seeds) => {
    const { p, q, g, tau } = weigh(graph, seeds);
    expect(tau).toBe(0);
    expect([...g].every((each) => each === 0)).toBe(true);
    expect([...p, ...q].every(Number.isFinite)).toBe(true);
  });

  test("finds the threshold by staff alone when it is told who they are, and keeps one it is given", () => {
    const graph = graphOf(4, [
      [0, 1, 1],
      [2, 3, 0.5],
    ]);
    const seeds = seedsOf(0, 2);
    const { q, tau } = weigh(graph, seeds, { staff: Int32Array.of(0) });
    expect(tau).toBeCloseTo(0.2 * (q[1] ?? 0), 15);
    expect(weigh(graph, seeds).tau).toBeCloseTo(0.1 * ((q[1] ?? 0) + (q[3] ?? 0)), 15);
    expect(weigh(graph, seeds, { tau: 10 }).g[0]).toBeCloseTo((q[0] ?? 0) / 10, 15);
  });

  test.each([
    ["with oneself", graphOf(2, [[1, 1, 1]])],
    ["with nobody", graphOf(2, [[0, 2, 1]])],
    ["with less than nobody", graphOf(2, [[-1, 0, 1]])],
    ["of no weight", graphOf(2, [[0, 1, 0]])],
    ["of a weight that is none", graphOf(2, [[0, 1, Number.NaN]])],
  ])("refuses a tie %s", (_, graph) => {
    expect(() => weigh(graph, seedsOf(0))).toThrow(RangeError);
  });

  test("refuses seeds that are nobody, and shares that are not all of it", () => {
    const graph = graphOf(2, [[0, 1, 1]]);
    expect(() => weigh(graph, seedsOf(2))).toThrow(/seed 2/);
    expect(() => weigh(graph, { ids: Int32Array.of(0), share: Float64Array.of(0.5) })).toThrow(/0.5, not 1/);
  });

  test("loses nothing and invents nothing", () => {
    fc.assert(
      fc.property(anyGraph(30), fc.nat(29), (graph, seed) => {
        const { p, q, g } = weigh(graph, seedsOf(seed % graph.people));
        expect(sum(p)).toBeCloseTo(1, 9);
        expect([...p, ...q, ...g].every((each) => each >= 0 && each <= 1 + 1e-12)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("knows no names: with people numbered otherwise everybody weighs the same", () => {
    fc.assert(
      fc.property(anyGraph(30), fc.nat(29), fc.infiniteStream(fc.nat()), (graph, seed, chance) => {
        const first = seed % graph.people;
        const places = Array.from({ length: graph.people }, (_, n) => ({ n, at: chance.next().value ?? 0 }));
        const renamed = Int32Array.from(
          places.sort((a, b) => a.at - b.at || a.n - b.n),
          ({ n }) => n,
        );
        const as = (one: number): number => renamed[one] ?? 0;
        const other = { ...graph, from: graph.from.map(as), to: graph.to.map(as) };
        const [before, after] = [weigh(graph, seedsOf(first)), weigh(other, seedsOf(as(first)))];
        for (let person = 0; person < graph.people; person++)
          expect(after.p[as(person)]).toBeCloseTo(before.p[person] ?? 0, 12);
        expect(after.tau).toBeCloseTo(before.tau, 12);
      }),
      { numRuns: 60 },
    );
  });

  test("gives puppets together no more than their ties to real people let through", () => {
    fc.assert(
      fc.property(anyGraph(40), fc.integer({ min: 1, max: 39 }), (graph, first) => {
        const real = Math.min(first, graph.people - 1);
        const puppets = Int32Array.from({ length: graph.people - real }, (_, n) => real + n);
        const weighed = weigh(graph, seedsOf(0));
        const together = sum(puppets.map((puppet) => 1e6 * (weighed.g[puppet] ?? 0))) / 1e6;
        // What 25 rounds leave open (0.7²⁵ on each side), where the threshold is small.
        const open = weighed.tau > 0 ? (10 * 0.7 ** 25) / weighed.tau : 0;
        expect(together).toBeLessThanOrEqual(boundOf(graph, weighed, puppets) + open + 1e-3);
      }),
      { numRuns: 100 },
    );
  });

  test("has a bound that does not know how many puppets there are", () => {
    const town: Tie[] = [
      [0, 1, 1],
      [1, 2, 1],
      [0, 2, 1],
    ];
    const ring = (many: number): Tie[] => Array.from({ length: many }, (_, n) => [3 + n, 3 + ((n + 1) % many), 2]);
    const [few, many] = [10, 1_000].map((count) => {
      const graph = graphOf(3 + count, [...town, [2, 3, 1], ...ring(count)]);
      const weighed = weigh(graph, seedsOf(0));
      const puppets = Int32Array.from({ length: count }, (_, n) => 3 + n);
      return { bound: boundOf(graph, weighed, puppets), weight: sum(weighed.g.subarray(3)) };
    });
    expect(many?.bound).toBeCloseTo(few?.bound ?? 0, 2);
    expect(many?.weight).toBeLessThan(few?.bound ?? 0);
  });
});

describe("a tie", () => {
  test("weighs half after a year, and an act to come what it is worth", () => {
    const YEAR_MS = 365 * 24 * 3_600_000;
    expect([decayed(1, 0), decayed(1, YEAR_MS), decayed(2, 2 * YEAR_MS), decayed(1, -5)]).toEqual([1, 0.5, 0.5, 1]);
  });
});
