import { describe, expect, test } from "vitest";
import { leaveOneOut } from "./graph/leave-one-out";
import { type Graph, type Seeds, weigh } from "./graph/weighing";
import { WeighingFailed, weighApart, weighApartWithLosses } from "./weighing.server";

/** A circle of people who know their neighbours. */
const circle = (people: number): Graph => ({
  people,
  from: Int32Array.from({ length: people }, (_, n) => n),
  to: Int32Array.from({ length: people }, (_, n) => (n + 1) % people),
  weight: new Float64Array(people).fill(1),
});

const everyThird = (people: number): Seeds => ({
  ids: Int32Array.from({ length: people / 3 }, (_, n) => 3 * n),
  share: new Float64Array(people / 3).fill(3 / people),
});

describe("weighing in a thread of its own", () => {
  test("finds what weighing here finds, and takes the ties with it", async () => {
    const graph = circle(30);
    expect(await weighApart(graph, everyThird(30))).toEqual(weigh(circle(30), everyThird(30)));
    expect(graph.from).toHaveLength(0);
  });

  test("says what ideas lose without one seed where it is asked", async () => {
    const ideas = [Int32Array.of(1, 2), Int32Array.of(0, 14, 28)];
    const { weighed, losses } = await weighApartWithLosses(circle(30), everyThird(30), ideas, { lambda: 0.5 });
    expect(weighed).toEqual(weigh(circle(30), everyThird(30)));
    expect(losses).toEqual(leaveOneOut(circle(30), everyThird(30), ideas, { lambda: 0.5 }));
  });

  test("takes arrays that share their memory", async () => {
    const memory = new ArrayBuffer(64);
    const [from, to] = [new Int32Array(memory, 0, 1), new Int32Array(memory, 4, 1).fill(1)];
    const graph = { people: 2, from, to, weight: new Float64Array(memory, 8, 1).fill(1) };
    const { degree } = await weighApart(graph, { ids: Int32Array.of(0), share: Float64Array.of(1) });
    expect([...degree]).toEqual([1, 1]);
  });

  test("says why it failed", async () => {
    const strange = { ...circle(3), to: Int32Array.of(1, 2, 9) };
    const failed = weighApart(strange, everyThird(3));
    await expect(failed).rejects.toThrow(WeighingFailed);
    await expect(failed).rejects.toThrow("tie 2 is none");
  });

  test("is given up after its time", async () => {
    const failed = weighApart(circle(300_000), everyThird(300_000), { limitMs: 1 });
    await expect(failed).rejects.toThrow("the weighing took longer than 1 ms");
  });
});
