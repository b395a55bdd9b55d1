import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BANDS, FEWEST_APART, nextTelling, tellBands } from "./bands";

describe("bands of weight", () => {
  const people = fc.record({ full: fc.nat(30), most: fc.nat(30), some: fc.nat(30), guests: fc.nat(30) });

  test("tell of everybody, in order, and never of fewer than five apart", () => {
    fc.assert(
      fc.property(people, (counts) => {
        const rows = tellBands(counts);
        const all = BANDS.reduce((sum, band) => sum + counts[band], 0);
        expect(rows.reduce((sum, row) => sum + row.people, 0)).toBe(all);
        if (all >= FEWEST_APART) for (const row of rows) expect(row.people).toBeGreaterThanOrEqual(FEWEST_APART);
        for (const { from, to } of rows) expect(BANDS.indexOf(from)).toBeLessThanOrEqual(BANDS.indexOf(to));
      }),
    );
    expect(tellBands({ full: 7, most: 0, some: 0, guests: 3 })).toEqual([{ from: "full", to: "guests", people: 10 }]);
    expect(tellBands({ full: 2, most: 4, some: 9, guests: 5 })).toEqual([
      { from: "full", to: "most", people: 6 },
      { from: "some", to: "some", people: 9 },
      { from: "guests", to: "guests", people: 5 },
    ]);
  });
});

describe("what is told of an idea", () => {
  const support = (full: number, guests = 0) => ({ full, most: 0, some: 0, guests, entryGroups: full + guests });

  // Told of so many (null: of nobody), so many of now are from before, and in all there are so many.
  test.each([
    ["nothing, of four", null, 0, 4, "keep"],
    ["something, of five", null, 0, 5, "tell"],
    ["the same while nothing changes", 11, 11, 11, "keep"],
    ["the same when one has left", 11, 10, 10, "keep"],
    ["the same when one has come", 11, 11, 12, "keep"],
    ["the same when one left and came again, and three more left", 11, 7, 8, "keep"],
    ["the same when four left and four others came", 11, 7, 11, "keep"],
    ["something new when five have left", 11, 6, 6, "tell"],
    ["something new when five have come", 11, 11, 16, "tell"],
    ["something new when five left and five came", 11, 6, 11, "tell"],
    ["the same when a merge brought four older votes", 11, 15, 15, "keep"],
    ["the same when a merge brought one and one has come", 11, 12, 13, "keep"],
    ["something new when a merge brought five older votes", 11, 16, 16, "tell"],
    ["something new when a merge brought three, and two have come", 11, 14, 16, "tell"],
    ["the same when one of five has left", 5, 4, 4, "keep"],
    ["the same when all of five but one have left", 5, 1, 1, "keep"],
    ["nothing when five have left and fewer remain", 9, 4, 4, "forget"],
    ["nothing when all have left", 5, 0, 0, "forget"],
  ] as const)("is %s", (_, told, before, people, next) => {
    expect(nextTelling({ told: told && support(told), before, now: support(people) })).toBe(next);
  });

  test("follows weights and ways in while the same people support it, and not beside one who came", () => {
    const told = support(11);
    expect(nextTelling({ told, before: 11, now: support(10, 1) })).toBe("tell");
    expect(nextTelling({ told, before: 11, now: { ...told, entryGroups: 9 } })).toBe("tell");
    expect(nextTelling({ told, before: 11, now: support(11, 1) })).toBe("keep");
  });
});
