import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowFrom } from "./flow";
import type { Graph } from "./weighing";

const graphOf = (people: number, ties: ReadonlyArray<readonly [number, number]>): Graph => ({
  people,
  from: Int32Array.from(ties, ([one]) => one),
  to: Int32Array.from(ties, ([, other]) => other),
  weight: new Float64Array(ties.length).fill(1),
});

const flow = (graph: Graph, staff: number[], voters: number[]): number =>
  flowFrom(graph, Int32Array.from(staff))(Int32Array.from(voters));

describe("the flow", () => {
  test("counts staff, and everybody whom staff knows", () => {
    const graph = graphOf(5, [
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
    expect(flow(graph, [0], [0, 1, 2, 3])).toBe(4);
  });

  test("lets one voter through for each tie between members", () => {
    const puppets = [2, 3, 4, 5];
    const ring = [
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 2],
      [2, 4],
    ] as const;
    expect(flow(graphOf(6, [[0, 1], [1, 2], ...ring]), [0], puppets)).toBe(1);
    expect(flow(graphOf(6, [[0, 1], [1, 2], [1, 5], ...ring]), [0], puppets)).toBe(2);
  });

  test("takes another way where the first one blocks somebody", () => {
    // 1 and 2 know staff. The short way to 3 over 1 would leave 4 without one.
    const graph = graphOf(6, [
      [0, 1],
      [0, 2],
      [1, 3],
      [1, 4],
      [2, 5],
      [5, 3],
    ]);
    expect(flow(graph, [0], [3, 4])).toBe(2);
  });

  test("takes back what went the wrong way, along a tie from both sides", () => {
    // 1 reaches 6 over 3-4, until 2 needs that tie the other way round.
    const graph = graphOf(8, [
      [0, 1],
      [0, 2],
      [1, 3],
      [3, 4],
      [4, 6],
      [2, 4],
      [3, 5],
      [5, 7],
    ]);
    expect(flow(graph, [0], [6, 7])).toBe(2);
  });

  test("reaches nobody without staff, and nobody who knows nobody", () => {
    expect(flow(graphOf(3, [[0, 1]]), [], [0, 1])).toBe(0);
    expect(flow(graphOf(3, [[0, 1]]), [0], [2])).toBe(0);
  });

  test("counts somebody named twice once, and every idea for itself", () => {
    const counted = flowFrom(
      graphOf(3, [
        [0, 1],
        [1, 2],
      ]),
      Int32Array.of(0),
    );
    expect([counted(Int32Array.of(2, 2)), counted(Int32Array.of(2, 1)), counted(Int32Array.of(2))]).toEqual([1, 2, 1]);
  });

  test("refuses voters who are nobody", () => {
    expect(() => flow(graphOf(2, [[0, 1]]), [0], [2])).toThrow(RangeError);
  });

  test("walks a chain of 200,000 people without running out of stack", () => {
    const people = 200_000;
    const chain = Array.from({ length: people - 1 }, (_, n) => [n, n + 1] as const);
    expect(flow(graphOf(people, chain), [0], [people - 1, people - 2])).toBe(1);
  });

  test("is no more than the voters, nor than the ties that cut them off, and what a slower way finds", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(11), fc.nat(11)), {
      selector: ([one, other]) => Math.min(one, other) * 12 + Math.max(one, other),
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, fc.uniqueArray(fc.integer({ min: 1, max: 11 })), (all, voters) => {
        const ties = all.filter(([one, other]) => one !== other);
        const found = flow(graphOf(12, ties), [0], voters);
        const cut = ties.filter(([one, other]) => voters.includes(one) !== voters.includes(other));
        const ofStaff = ties.some(([one, other]) => (one === 0 || other === 0) && voters.includes(one + other));
        expect(found).toBeLessThanOrEqual(voters.length);
        if (!ofStaff) expect(found).toBeLessThanOrEqual(cut.length);
        expect(found).toBe(slowFlow(ties, voters));
      }),
      { numRuns: 200 },
    );
  });
});

/** Ford and Fulkerson on a matrix: 12 is where it comes from, 13 where it goes. */
function slowFlow(ties: ReadonlyArray<readonly [number, number]>, voters: readonly number[]): number {
  const room = Array.from({ length: 14 }, () => new Array<number>(14).fill(0));
  const set = (from: number, to: number, most: number): void => void (room[from] ?? []).splice(to, 1, most);
  const get = (from: number, to: number): number => room[from]?.[to] ?? 0;
  for (const [one, other] of ties) {
    const most = one === 0 || other === 0 ? 1_000 : 1;
    set(one, other, most);
    set(other, one, most);
  }
  set(12, 0, 1_000);
  for (const voter of voters) set(voter, 13, 1);
  const push = (at: number, seen: Set<number>): boolean => {
    if (at === 13) return true;
    seen.add(at);
    for (let to = 0; to < 14; to++) {
      if (seen.has(to) || get(at, to) < 1 || !push(to, seen)) continue;
      set(at, to, get(at, to) - 1);
      set(to, at, get(to, at) + 1);
      return true;
    }
    return false;
  };
  let flow = 0;
  while (push(12, new Set())) flow++;
  return flow;
}
