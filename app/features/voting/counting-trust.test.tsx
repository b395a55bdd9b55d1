import { expect, test } from "vitest";
import { drawn } from "../../../tests/support/drawn";
import type { Counting } from "./counting.server";
import { CountingTrust } from "./counting-trust";

const COUNTING: Counting = {
  ...{ supporters: 40, staffSupport: 0, problemHavers: 0, objections: 0, importedSupport: 0, importedObjections: 0 },
  ...{ trusted: 30, weightless: 0, told: null, audited: null },
  ...{ underAuditSince: null, isYoung: false },
};

const says = (byTies: boolean, withoutOne: boolean): string =>
  drawn(<CountingTrust counting={{ ...COUNTING, audited: { at: 1, support: 25, byTies, withoutOne } }} now={2} />);

test("what was taken from the audited number is said only where it was", () => {
  expect(says(false, true)).toContain("It was counted without the one employee");
  for (const [byTies, withoutOne] of [
    [true, false],
    [false, true],
    [true, true],
  ] as const)
    expect(says(byTies, withoutOne)).toContain("The least of all counts stands");
  const untouched = says(false, false);
  expect(untouched).toContain("nothing was taken from it");
  expect(untouched).not.toMatch(/least of all|without the one employee/);
});

test("who weighs how much is told with the day up to which it is true, or not at all", () => {
  const bands = [{ from: "full", to: "some", people: 7 }] as const;
  const told = { upTo: Date.UTC(2026, 10, 25), people: 7, bands: [...bands], entryGroups: 6 };
  const now = Date.UTC(2026, 10, 27);
  expect(drawn(<CountingTrust counting={{ ...COUNTING, told }} now={now} />)).toContain(
    "Of the 7 supporters there were up to November 24.",
  );
  expect(drawn(<CountingTrust counting={COUNTING} now={now} />)).toContain("told from five people on");
});
