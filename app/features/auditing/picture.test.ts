import { describe, expect, test } from "vitest";
import type { MemberId } from "~db/ids.ts";
import { HEIGHT, pictureOf, WIDTH } from "./picture";
import { timelineOf } from "./timeline";

const people = (count: number, from = 1) =>
  Array.from({ length: count }, (_, n) => ({ id: (from + n) as MemberId, name: `n${from + n}` }));

describe("the picture of a group", () => {
  test.each([1, 3, 16, 17, 60, 200])("shows %i suspects apart from each other, all of them inside", (count) => {
    const suspects = people(count);
    const ties = suspects.map(({ id }) => ({ one: id, other: (id + 1_000) as MemberId }));
    const { dots, lines, size, bridges } = pictureOf({ suspects, ties, alike: [suspects.map(({ id }) => id)] });
    const drawn = dots.filter(({ isSuspect }) => isSuspect);
    expect(drawn).toHaveLength(count);
    expect(bridges).toBe(count);
    expect(lines.filter(({ kind }) => kind === "alike")).toHaveLength(count - 1);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThan(size);
      expect(x).toBeLessThan(WIDTH - size);
      expect(y).toBeGreaterThan(size);
      expect(y).toBeLessThan(HEIGHT - size);
    }
    const apart = drawn.flatMap((one, n) =>
      drawn.slice(n + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    );
    if (apart.length) expect(Math.min(...apart)).toBeGreaterThan(size * 1.5);
    expect(drawn.every(({ name }) => (name !== null) === count <= 12)).toBe(true);
  });

  test("of nobody is empty", () => {
    expect(pictureOf({ suspects: [], ties: [], alike: [] })).toMatchObject({ dots: [], lines: [], suspects: 0 });
  });
});

describe("the time of votes", () => {
  const HOUR = 3_600_000;
  const vote = (at: number, isSuspicious = false) => ({ at, isSuspicious });

  test("is told an hour a bar, or longer where all would not be seen at once, and none is lost", () => {
    const hourly = timelineOf([vote(HOUR), vote(HOUR + 5, true), vote(4 * HOUR)], "UTC");
    expect(hourly).toEqual({
      each: HOUR,
      bars: [
        { at: HOUR, votes: 2, suspicious: 1 },
        { at: 2 * HOUR, votes: 0, suspicious: 0 },
        { at: 3 * HOUR, votes: 0, suspicious: 0 },
        { at: 4 * HOUR, votes: 1, suspicious: 0 },
      ],
    });
    for (const days of [3, 10, 400, 4_000]) {
      const { bars } = timelineOf(
        Array.from({ length: 50 }, (_, n) => vote(n * days * 24 * HOUR * 0.02)),
        "UTC",
      );
      expect(bars.length).toBeLessThan(110);
      expect(bars.reduce((sum, { votes }) => sum + votes, 0)).toBe(50);
    }
    expect(timelineOf([], "UTC").bars).toEqual([]);
  });

  test("goes by the days of the community, not by those of Greenwich", () => {
    const [evening, night] = [Date.UTC(2026, 10, 1, 15), Date.UTC(2026, 10, 1, 17)];
    const { bars, each } = timelineOf([vote(evening), vote(night), vote(night + 9 * 24 * HOUR)], "Asia/Shanghai");
    expect(each).toBe(24 * HOUR);
    expect(bars.map(({ votes }) => votes)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(bars[0]?.at).toBe(Date.UTC(2026, 9, 31, 16));
  });
});
