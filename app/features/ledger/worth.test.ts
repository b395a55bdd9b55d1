import { describe, expect, test } from "vitest";
import type { FactId, MemberId } from "~db/ids.ts";
import {
  dateOfDay,
  dayIn,
  daysOfSeason,
  daysOfYear,
  halfLifeOf,
  isSeason,
  nextSeason,
  partsOf,
  periodsOf,
  seasonOf,
  weekOf,
} from "./calendar";
import { type ClaimKind, FIRST_RULES, type LedgerRules, POINT } from "./rules";
import { letsStand, type Payable, standingOf, UNTOUCHED, worthOf } from "./worth";

const MONDAY = 20_423; // 2025-12-01
let facts = 0;

const claim = (kind: ClaimKind, more: Partial<Payable> = {}): Payable => ({
  ...{ factId: ++facts as FactId, kind, stands: true, day: MONDAY },
  ...{ giverId: null, giverWeight: null, ruleVersion: 1 },
  ...more,
});
const mark = (giver: number, more: Partial<Payable> = {}): Payable =>
  claim("helpful.received", { giverId: giver as MemberId, giverWeight: 1000, ...more });
const times = (count: number, make: (n: number) => Payable): Payable[] =>
  Array.from({ length: count }, (_, n) => make(n));
const worth = (claims: readonly Payable[], rules: LedgerRules = FIRST_RULES): number[] =>
  [...worthOf(claims, () => rules).values()].map((points) => points / POINT);

describe("what claims are worth", () => {
  test("is what the rules say, and nothing where they don't stand", () => {
    expect(worth([claim("idea.shipped"), claim("idea.shipped", { stands: false })])).toEqual([200, 0]);
    expect(worth([claim("comment.removed")])).toEqual([-5]);
  });

  test("has no end a day where the rules have none, of marks as of all else", () => {
    const rules = structuredClone(FIRST_RULES);
    for (const kind of ["idea.qualified", "helpful.received"] as const) rules.kinds[kind].aDay = null;
    expect(
      worth(
        times(4, () => claim("idea.qualified")),
        rules,
      ),
    ).toEqual([10, 10, 10, 10]);
    expect(
      worth(
        times(15, (n) => mark(n)),
        rules,
      ),
    ).toEqual(Array(15).fill(1));
  });

  test("ends at so many of a kind a day, the first ones first", () => {
    expect(worth(times(4, () => claim("idea.qualified")))).toEqual([10, 10, 10, 0]);
    expect(worth([...times(3, () => claim("comment.first")), claim("comment.first", { day: MONDAY + 1 })])).toEqual([
      1, 1, 1, 1,
    ]);
  });

  test("goes to the next where one doesn't stand any more", () => {
    const claims = times(4, () => claim("idea.qualified"));
    const [first, ...rest] = claims;
    expect(worth([{ ...(first as Payable), stands: false }, ...rest])).toEqual([0, 10, 10, 10]);
  });

  test("goes by the order of facts, not by how they are given", () => {
    const claims = times(4, () => claim("idea.qualified"));
    const paid = worthOf(claims.toReversed(), () => FIRST_RULES);
    expect(claims.map((one) => paid.get(one))).toEqual([10_000, 10_000, 10_000, 0]);
  });

  test("is the giver's weight for a mark, three a week of each giver", () => {
    expect(worth([mark(1, { giverWeight: 300 }), mark(2, { giverWeight: 100 })])).toEqual([0.3, 0.1]);
    const days = [0, 1, 2, 3].map((n) => mark(1, { day: MONDAY + n }));
    expect(worth(days)).toEqual([1, 1, 1, 0]);
    expect(worth([...days.slice(0, 3), mark(1, { day: MONDAY + 7 })])).toEqual([1, 1, 1, 1]);
  });

  test("takes ten full marks a day, however many light ones come before", () => {
    expect(worth([...times(10, (n) => mark(n + 1, { giverWeight: 100 })), ...times(10, (n) => mark(n + 20))])).toEqual([
      ...Array(10).fill(0.1),
      ...Array(9).fill(1),
      0,
    ]);
  });

  test("takes ten marks a day, and one that its giver's week doesn't pay takes none of them", () => {
    expect(worth(times(11, (n) => mark(n + 1)))).toEqual([...Array(10).fill(1), 0]);
    expect(worth([...times(4, () => mark(1)), ...times(7, (n) => mark(n + 2))])).toEqual([
      1,
      1,
      1,
      0,
      ...Array(7).fill(1),
    ]);
  });

  test("stops at sixty points a day for all that employees didn't give, and pays what is left of them", () => {
    const replies = times(5, () => claim("reply.accepted"));
    expect(worth(replies)).toEqual([15, 15, 15, 15, 0]);
    expect(worth([claim("article.published"), ...times(3, () => claim("reply.accepted"))])).toEqual([20, 15, 15, 10]);
    expect(worth([...replies.slice(0, 4), claim("idea.accepted"), claim("reply.endorsed")])).toEqual([
      15, 15, 15, 15, 60, 10,
    ]);
  });

  test("takes away in full, however little the day paid", () => {
    expect(
      worth([...times(4, () => claim("reply.accepted")), claim("topic.removed"), claim("reply.accepted")]),
    ).toEqual([15, 15, 15, 15, -20, 0]);
  });

  test("stops at the ceiling of its own version", () => {
    const wide = { ...FIRST_RULES, dailyCeiling: 100 * POINT };
    const claims = times(7, (n) => claim("reply.accepted", { ruleVersion: n < 5 ? 1 : 2 }));
    const paid = worthOf(claims, (version) => (version === 1 ? FIRST_RULES : wide));
    expect([...paid.values()].map((points) => points / POINT)).toEqual([15, 15, 15, 15, 0, 15, 15]);
  });

  test("goes by the version that held: a day in which rules change has both", () => {
    const dear = { ...FIRST_RULES, kinds: { ...FIRST_RULES.kinds, "idea.qualified": { points: 12 * POINT, aDay: 4 } } };
    const claims = times(5, (n) => claim("idea.qualified", { ruleVersion: n < 2 ? 1 : 2 }));
    const paid = worthOf(claims, (version) => (version === 1 ? FIRST_RULES : dear));
    expect([...paid.values()]).toEqual([10_000, 10_000, 12_000, 12_000, 0]);
  });
});

describe("accepted answers", () => {
  test("pay three a week of one asker", () => {
    const giver = { giverId: 7 as MemberId, giverWeight: 1000 };
    expect(worth(times(4, () => claim("reply.accepted", giver)))).toEqual([15, 15, 15, 0]);
  });
});

describe("whether a claim stands", () => {
  const one = (factId: number, kind: ClaimKind = "idea.qualified", member = 1) => ({
    ...{ factId: factId as FactId, kind, memberId: member as MemberId },
  });

  test("is said by the latest that said so, by an end for what came before, and by an end of what counts", () => {
    expect(letsStand([UNTOUCHED], 7)).toBe(true);
    expect(letsStand([{ ...UNTOUCHED, isOff: true }], 7)).toBe(false);
    expect([6, 7, 8].map((id) => letsStand([{ ...UNTOUCHED, cutFactId: 7 }], id))).toEqual([false, false, true]);
    expect([6, 7, 8].map((id) => letsStand([{ ...UNTOUCHED, endFactId: 7 }], id))).toEqual([true, false, false]);
    expect(letsStand([UNTOUCHED, { ...UNTOUCHED, isOff: true }], 7)).toBe(false);
  });

  test("of several alike the first does, for each person and kind", () => {
    const claims = [one(5), one(3), one(4, "idea.shipped"), one(6, "idea.qualified", 2)];
    expect([...standingOf(claims, () => true)].map(({ factId }) => factId).sort()).toEqual([3, 4, 6]);
    expect([...standingOf(claims, ({ factId }) => factId > 3)].map(({ factId }) => factId).sort()).toEqual([4, 5, 6]);
  });
});

describe("days, weeks and seasons", () => {
  test("a day is the community's", () => {
    const lateInLondon = Date.UTC(2026, 8, 30, 23, 30);
    expect(dayIn("UTC", lateInLondon)).toBe(Date.UTC(2026, 8, 30) / 86_400_000);
    expect(dayIn("Asia/Shanghai", lateInLondon)).toBe(Date.UTC(2026, 9, 1) / 86_400_000);
    expect(dayIn("America/New_York", Date.UTC(2026, 9, 1, 3))).toBe(Date.UTC(2026, 8, 30) / 86_400_000);
    expect([dayIn("UTC", lateInLondon), dayIn("Asia/Shanghai", lateInLondon)].map(seasonOf)).toEqual([
      "2026-Q3",
      "2026-Q4",
    ]);
  });

  test("a summer-time change makes no day longer or shorter than one", () => {
    const days = Array.from({ length: 96 }, (_, n) => dayIn("Europe/Berlin", Date.UTC(2026, 9, 24) + n * 3_600_000));
    expect([...new Set(days)]).toHaveLength(5);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });

  test("a week begins on Monday, before 1970, too", () => {
    expect([0, 6, 7, -1].map((n) => weekOf(MONDAY + n))).toEqual([MONDAY, MONDAY, MONDAY + 7, MONDAY - 7]);
    expect(weekOf(0)).toBe(-3);
    expect(weekOf(-4)).toBe(-10);
  });

  test("a season is a quarter, and its days are those that say it", () => {
    const { from, to } = daysOfSeason("2026-Q4");
    expect([from - 1, from, to - 1, to].map(seasonOf)).toEqual(["2026-Q3", "2026-Q4", "2026-Q4", "2027-Q1"]);
    expect(periodsOf(from)).toEqual(["all", "2026", "2026-Q4"]);
    expect([from, to].map(dateOfDay)).toEqual(["2026-10-01", "2027-01-01"]);
    expect(daysOfYear("2026")).toEqual({ from: daysOfSeason("2026-Q1").from, to });
    expect(["2026-Q3", "2026-Q5", "26-Q1", "2026-Q3x"].map(isSeason)).toEqual([true, false, false, false]);
    expect(partsOf("2026-Q3")).toEqual({ year: "2026", quarter: "autumn" });
  });

  test("seasons follow each other without a gap", () => {
    for (let [day, season] = [MONDAY, seasonOf(MONDAY)]; day < MONDAY + 2_200; day++) {
      if (day >= daysOfSeason(season).to) season = nextSeason(season);
      expect(seasonOf(day)).toBe(season);
    }
  });

  test("points say half as much after 180 days", () => {
    expect(halfLifeOf(MONDAY + 180) / halfLifeOf(MONDAY)).toBeCloseTo(2, 12);
  });
});
