import { describe, expect, test } from "vitest";
import type { Level } from "~/features/members/rules";
import { isFall, isRunDue, nextLambda, weightOf } from "./growing";
import { earnedBy, isEmeritus, type LevelFacts, lacking, restingFrom, workingLevel } from "./levels";
import { countedThanks, tiedOn } from "./replies";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 30, 12);

const facts = (more: Partial<LevelFacts> = {}): LevelFacts => ({
  earned: 0,
  isConfirmed: true,
  joinedAt: NOW - 60 * DAY,
  standsSince: NOW - DAY,
  partners: 2,
  weight: 600,
  actDays: 10,
  recentActDays: 10,
  sanctions: [],
  violatedAt: null,
  ...more,
});
const sanction = (days: number, endedAgo: number) => ({
  from: NOW - (days + endedAgo) * DAY,
  until: NOW - endedAgo * DAY,
});

const EDGES: Array<[what: string, more: Partial<LevelFacts>, level: Level]> = [
  ["everything", {}, 5],
  ["something that stood for 24 hours", { standsSince: NOW - DAY }, 5],
  ["something that stood for 23 hours", { standsSince: NOW - 23 * HOUR }, 0],
  ["nothing that stands", { standsSince: null }, 0],
  ["nobody to say who they are", { isConfirmed: false }, 0],
  ["one person they talk with", { partners: 1 }, 1],
  ["seven days", { joinedAt: NOW - 7 * DAY }, 3],
  ["six days", { joinedAt: NOW - 7 * DAY + HOUR }, 1],
  ["a sanction of a day that runs", { sanctions: [{ from: NOW - 1, until: NOW + DAY - 1 }] }, 1],
  ["a sanction of a day that has ended", { sanctions: [sanction(1, 1)] }, 5],
  ["no act", { actDays: 0, recentActDays: 0 }, 2],
  ["one act", { actDays: 1, recentActDays: 1 }, 3],
  ["a vote that weighs 0.1", { weight: 100 }, 3],
  ["a vote in the guest pool", { weight: 0 }, 2],
  ["two acts", { actDays: 2, recentActDays: 2 }, 3],
  ["three acts", { actDays: 3, recentActDays: 3 }, 4],
  ["a vote that weighs 0.299", { weight: 299 }, 3],
  ["a vote that weighs 0.3", { weight: 300 }, 4],
  ["59 days", { joinedAt: NOW - 60 * DAY + HOUR }, 3],
  ["ten acts of which nine are recent", { recentActDays: 9 }, 4],
  ["a vote that weighs 0.599", { weight: 599 }, 4],
  ["a violation 179 days ago", { violatedAt: NOW - 180 * DAY + HOUR }, 4],
  ["a violation 180 days ago", { violatedAt: NOW - 180 * DAY }, 5],
  ["a sanction of 15 days, ended 59 days ago", { sanctions: [sanction(15, 59)] }, 3],
  ["a sanction of 15 days, ended 60 days ago", { sanctions: [sanction(15, 60)] }, 5],
  ["a sanction of 14 days, ended yesterday", { sanctions: [sanction(14, 1)] }, 5],
];

describe("a level", () => {
  test.each(EDGES)("with %s", (_, more, level) => {
    expect(earnedBy(facts(more), NOW)).toBe(level);
  });

  test("is never lost for resting", () => {
    for (const earned of [1, 2, 3, 4, 5] as const) {
      const nothing = facts({ earned, partners: 0, weight: 0, actDays: 0, recentActDays: 0, standsSince: null });
      expect(earnedBy({ ...nothing, isConfirmed: false }, NOW)).toBe(earned);
      expect(workingLevel(earned, nothing, NOW)).toBe(earned);
    }
  });

  const runs = (days: number) => [{ from: NOW, until: NOW + days * DAY - 59_000 }]; // they end on a full minute
  test.each<[days: number, level: Level]>([
    [6, 5],
    [7, 1],
    [15, 1],
  ])("of 5 works as another while a suspension of %i days runs: L%i", (days, level) => {
    expect(workingLevel(5, { sanctions: runs(days) }, NOW)).toBe(level);
  });

  test("of a newcomer is no higher for a sanction", () => {
    expect(workingLevel(0, { sanctions: runs(30) }, NOW)).toBe(0);
  });

  test.each<[days: number, ago: number, level: Level]>([
    [7, 0.1, 5],
    [14, 0.1, 5],
    [15, 0.1, 3],
    [15, 59.9, 3],
    [15, 60, 5],
  ])("of 5, a suspension of %i days that ended %d days ago leaves L%i", (days, ago, level) => {
    expect(workingLevel(5, { sanctions: [sanction(days, ago)] }, NOW)).toBe(level);
  });

  test("says what is missing for the next", () => {
    expect(lacking(2, facts({ partners: 1, joinedAt: NOW - 5.5 * DAY }), NOW)).toEqual([
      { is: "partners", count: 1 },
      { is: "days", count: 2 },
    ]);
    expect(lacking(5, facts({ recentActDays: 9 }), NOW)).toEqual([{ is: "recent", count: 1 }]);
  });
});

describe("powers of level 5", () => {
  test("rest thirty days after notice while below nine acts, and come back at once", () => {
    const low = { earned: 5 as const, recentActDays: 8 };
    const restsAt = restingFrom(low, null, NOW);
    expect(restsAt).toBe(NOW + 30 * DAY);
    expect(restingFrom(low, restsAt, NOW + DAY)).toBe(restsAt);
    expect([NOW, NOW + 30 * DAY - 1, NOW + 30 * DAY].map((now) => isEmeritus(5, restsAt, now))).toEqual([
      false,
      false,
      true,
    ]);
    expect(restingFrom({ earned: 5, recentActDays: 9 }, restsAt, NOW + 40 * DAY)).toBeNull();
    expect(restingFrom({ earned: 4, recentActDays: 0 }, null, NOW)).toBeNull();
  });
});

describe("growing in", () => {
  const grown = { ties: 200, seeds: 5 };
  test("begins at nothing, and moves 0.02 a day towards what ties and seeds say", () => {
    expect(nextLambda(null, grown, NOW)).toBe(0);
    expect(nextLambda({ lambda: 0, at: NOW - DAY }, grown, NOW)).toBeCloseTo(0.02);
    expect(nextLambda({ lambda: 0, at: NOW - HOUR }, grown, NOW)).toBeCloseTo(0.02 / 24);
    expect(nextLambda({ lambda: 0.995, at: NOW - DAY }, grown, NOW)).toBe(1);
    expect(nextLambda({ lambda: 0.5, at: NOW - DAY }, { ties: 0, seeds: 5 }, NOW)).toBeCloseTo(0.48);
    expect(nextLambda({ lambda: 0.005, at: NOW - DAY }, { ties: 2, seeds: 0 }, NOW)).toBe(0);
    expect(nextLambda({ lambda: 0.4, at: NOW - DAY }, { ties: 80, seeds: 2 }, NOW)).toBeCloseTo(0.4);
  });

  test("never jumps and is never negative, however the clock is set", () => {
    const before = { lambda: 0.3, at: NOW };
    for (const at of [NOW - 400 * DAY, NOW - 3 * DAY, NOW, NOW + 3 * DAY, NOW + 400 * DAY])
      for (const wanted of [grown, { ties: 0, seeds: 0 }])
        expect(Math.abs(nextLambda(before, wanted, at) - 0.3)).toBeLessThanOrEqual(0.02 + 1e-9);
    expect(nextLambda(before, grown, NOW - 3 * DAY)).toBe(0.3);
  });

  test("makes weights of what was found", () => {
    expect(weightOf(true, 0, 0)).toEqual({ weight: 1000, isGuest: false });
    expect(weightOf(false, 1, 0)).toEqual({ weight: 100, isGuest: true });
    expect(weightOf(true, 0, 1)).toEqual({ weight: 100, isGuest: true });
    expect(weightOf(true, 0.1, 1)).toEqual({ weight: 100, isGuest: false });
    expect(weightOf(true, 0.099, 1)).toEqual({ weight: 100, isGuest: true });
    expect(weightOf(true, 0.5, 0.5)).toEqual({ weight: 750, isGuest: false });
  });

  test("tells of a fall into the guest pool or by more than half, and of nothing else", () => {
    const at = (weight: number, isGuest = false) => ({ weight, isGuest });
    expect(isFall(at(800), at(399))).toBe(true);
    expect(isFall(at(800), at(400))).toBe(false);
    expect(isFall(at(150), at(100, true))).toBe(true);
    expect(isFall(at(100, true), at(1000))).toBe(false);
    expect(isFall(at(100, true), at(100, true))).toBe(false);
  });

  test("is worked out at first, at night, after long, and when the clock was set back", () => {
    expect(isRunDue(null, NOW, 12)).toBe(true);
    expect(isRunDue(NOW - DAY, NOW, 12)).toBe(false);
    expect(isRunDue(NOW - DAY, NOW, 3)).toBe(true);
    expect(isRunDue(NOW - 2 * HOUR, NOW, 3)).toBe(false);
    expect(isRunDue(NOW - 1.5 * DAY, NOW, 12)).toBe(true);
    expect(isRunDue(NOW + 1, NOW, 12)).toBe(true);
  });
});

describe("two people", () => {
  test("are tied by replies on three days each way within ninety", () => {
    expect(tiedOn([1, 2, 3], [1, 2, 3])).toBe(3);
    expect(tiedOn([3, 1, 2, 2], [90, 4, 5])).toBe(90);
    expect(tiedOn([1, 2, 3], [89, 90, 91])).toBeNull();
    expect(tiedOn([1, 2], [1, 2, 3])).toBeNull();
    expect(tiedOn([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(tiedOn([1, 2, 3, 400], [1, 2, 3])).toBe(3);
  });

  test("are tied by thanks once a year", () => {
    const thanks = [0, 364, 365, 700, 730].map((day) => ({ at: day * DAY, subject: `comment:${day}` }));
    expect([...countedThanks(thanks)].map(({ at }) => at / DAY)).toEqual([0, 365, 730]);
    expect([...countedThanks([...thanks].reverse())].map(({ at }) => at / DAY)).toEqual([0, 365, 730]);
  });
});
