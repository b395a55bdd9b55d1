import { describe, expect, test } from "vitest";
import { leaveOneOut, UNTIED } from "./leave-one-out";
import { type Graph, type Seeds, weigh } from "./weighing";

const FRIENDS = 3;

/** So many staff, each with three friends of their own: seed n is person n, and tied to staff + 3n, + 1, + 2. */
function circles(staff: number): { graph: Graph; seeds: Seeds; friendsOf(seed: number): number[] } {
  const friendsOf = (seed: number): number[] => Array.from({ length: FRIENDS }, (_, n) => staff + FRIENDS * seed + n);
  const seeds = Array.from({ length: staff }, (_, n) => n);
  const ties = seeds.flatMap((seed) => friendsOf(seed).map((friend) => [seed, friend] as const));
  return {
    graph: {
      people: staff * (1 + FRIENDS),
      from: Int32Array.from(ties, ([one]) => one),
      to: Int32Array.from(ties, ([, other]) => other),
      weight: new Float64Array(ties.length).fill(1),
    },
    seeds: { ids: Int32Array.from(seeds), share: new Float64Array(staff).fill(1 / staff) },
    friendsOf,
  };
}

describe("leaving one seed out", () => {
  test("says whose word an idea rests on, and what is left without it", () => {
    const { graph, seeds, friendsOf } = circles(8);
    const bought = Int32Array.from([...friendsOf(5), ...friendsOf(2).slice(0, 1)]);
    const liked = Int32Array.from(seeds.ids, (seed) => friendsOf(seed)[0] ?? 0);
    const [one, other] = leaveOneOut(graph, seeds, [bought, liked]) ?? [];
    expect(one).toMatchObject({ weight: 4, seed: 5, loss: 0.75 });
    expect(one?.least).toBeCloseTo(1, 12);
    expect(other?.loss).toBeCloseTo(1 / 8, 12);
  });

  test("takes a seed's own vote with it, and lets the others share its part", () => {
    const { graph, seeds, friendsOf } = circles(8);
    const idea = Int32Array.from([3, ...friendsOf(4)]);
    const tau = 1;
    const before = weigh(graph, seeds, { tau });
    const [loss] = leaveOneOut(graph, seeds, [idea], { tau }) ?? [];
    const ofFriends = FRIENDS * (before.g[friendsOf(4)[0] ?? 0] ?? 0);
    expect(loss).toMatchObject({ seed: 4 });
    expect(loss?.weight).toBeCloseTo(ofFriends + (before.g[3] ?? 0), 12);
    expect(loss?.least).toBeCloseTo(((before.g[3] ?? 0) * 8) / 7, 12);
  });

  test("counts what every member weighs anyway while a community grows in", () => {
    const { graph, seeds, friendsOf } = circles(8);
    const [loss] = leaveOneOut(graph, seeds, [Int32Array.from(friendsOf(0))], { lambda: 0.25 }) ?? [];
    expect(loss).toMatchObject({ weight: 3, loss: 0.25 });
  });

  test("counts those without ties with what they weigh anyway, which no seed takes along", () => {
    const { graph, seeds, friendsOf } = circles(9);
    const untied = new Array<number>(60).fill(UNTIED);
    const [loss] = leaveOneOut(graph, seeds, [Int32Array.from([...friendsOf(0), ...untied])], { lambda: 0.5 }) ?? [];
    expect(loss).toMatchObject({ weight: 33, least: 31.5, seed: 0 });
    expect(loss?.loss).toBeCloseTo(1.5 / 33, 12);
  });

  test("finds nothing where nothing is lost, and where nobody votes", () => {
    const { graph, seeds } = circles(8);
    expect(leaveOneOut(graph, seeds, [Int32Array.of()])).toEqual([{ weight: 0, least: 0, loss: 0, seed: null }]);
  });

  test("says nothing with fewer than eight seeds", () => {
    const { graph, seeds } = circles(7);
    expect(leaveOneOut(graph, seeds, [Int32Array.of(9)])).toBeNull();
  });
});
