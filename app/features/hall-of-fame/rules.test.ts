import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CLAIM_KINDS, isPrivate } from "~/features/ledger/rules";
import hall from "~/locales/en/hall.json";
import type { BoardId, MemberId } from "~db/ids.ts";
import {
  type Earned,
  isRankingName,
  openEvidence,
  placesFor,
  rankingsOf,
  shownPoints,
  starredOf,
  TOLD,
  toldOf,
} from "./rules";

describe("places", () => {
  test("are shared by equal ones, also across pages", () => {
    expect(placesFor([9, 9, 7, 7, 7, 1], { rows: 0 })).toEqual([1, 1, 3, 3, 3, 6]);
    expect(placesFor([7, 1], { rows: 4, last: { value: 7, place: 3 } })).toEqual([3, 6]);
  });

  const person = fc.integer({ min: 1, max: 6 }).map((id) => id as MemberId);
  const earned: fc.Arbitrary<Earned> = fc.record({
    memberId: person,
    boardId: fc.option(fc.integer({ min: 1, max: 2 }).map((id) => id as BoardId)),
    kind: fc.constantFrom(...CLAIM_KINDS),
    count: fc.integer({ min: 1, max: 5 }),
    points: fc.integer({ min: -50_000, max: 50_000 }),
  });

  test("say how many stand above, in every ranking, and nobody stands there for nothing", () => {
    fc.assert(
      fc.property(fc.array(earned, { maxLength: 40 }), fc.uniqueArray(person), (rows, young) => {
        const all = rankingsOf(rows, new Set(young));
        for (const { ranking, place, points } of all) {
          const above = all.filter((other) => other.ranking === ranking && other.points > points).length;
          expect([place, points > 0]).toEqual([above + 1, true]);
        }
        for (const { memberId, points } of all.filter(({ ranking }) => ranking === "all"))
          expect(points).toBe(
            rows.filter((row) => row.memberId === memberId).reduce((sum, row) => sum + row.points, 0),
          );
        expect(
          all.filter(({ ranking }) => ranking === "newcomers").every(({ memberId }) => young.includes(memberId)),
        ).toBe(true);
      }),
    );
  });

  test("are a hundred, and whoever shares the hundredth", () => {
    const rows = Array.from({ length: 130 }, (_, n) => ({
      ...{ memberId: (n + 1) as MemberId, boardId: null, kind: "idea.shipped" as const, count: 1 },
      points: n < 98 ? 10_000 - n : n < 110 ? 500 : 100,
    }));
    expect(rankingsOf(rows, new Set()).filter(({ ranking }) => ranking === "all")).toHaveLength(110);
  });
});

test("points are read whole", () => {
  expect([1_020_400, 9_960, 340, -300, 10_000].map(shownPoints)).toEqual([1020, 9, 0, -1, 10]);
});

test("a line tells what weighs most and how much more there is, and nothing that was taken", () => {
  const evidence = { "comment.first": 9, "idea.shipped": 1, "reply.accepted": 2, "topic.removed": 3 };
  const told = [
    { kind: "idea.shipped", count: 1 },
    { kind: "reply.accepted", count: 2 },
  ];
  expect(toldOf(evidence, 2)).toEqual({ told, more: 9 });
  expect(toldOf(evidence, 9)).toMatchObject({ told: { length: 3 }, more: 0 });
});

test("what is private is neither told nor counted in a group's ranking", () => {
  expect(CLAIM_KINDS.filter(isPrivate).map(starredOf)).toEqual(CLAIM_KINDS.filter(isPrivate).map(() => undefined));
  expect(openEvidence({ "report.upheld": 2, "topic.removed": 1, "merge.done": 3 })).toEqual({ "merge.done": 3 });
  const report: Earned = { memberId: 1 as MemberId, boardId: null, kind: "report.upheld", count: 1, points: 3_000 };
  const places = rankingsOf([report], new Set());
  expect(places).toEqual([{ ranking: "all", memberId: 1, place: 1, points: 3_000, evidence: {} }]);
});

test("only rankings are called like one", () => {
  const names = ["all", "newcomers", "board:3", "group:help", "board:0", "group:penalty", "board:x", ""];
  expect(names.map(isRankingName)).toEqual([true, true, true, true, false, false, false, false]);
});

test("what somebody stands on the carpet for is told alike in English, whatever stands beside it: how many of what", () => {
  const words = hall as Record<string, unknown>;
  for (const kind of TOLD)
    expect(words[`star.${kind}`]).toMatchObject({
      one: expect.stringMatching(/^\{count\} /),
      other: expect.stringMatching(/^\{count\} /),
    });
  const told = TOLD.map((kind) => Object.values(words[`star.${kind}`] as object).join());
  expect(told.filter((one) => /\b(was|were)\b/.test(one))).toEqual([]);
});
