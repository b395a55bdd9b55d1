import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { lasted } from "../../tests/support/lasted";
import { inEqualTime } from "./equal-time.server";

const fails = async (): Promise<never> => {
  throw new Error("no");
};

// Lower bounds only: how much longer it takes is the machine's.
describe("what is done in equal time", () => {
  test("takes a fifth of a second, though there is nothing to do, or it fails", async () => {
    expect(await lasted(inEqualTime(async () => {}))).toBeGreaterThan(190);
    expect(await lasted(inEqualTime(fails).catch(() => {}))).toBeGreaterThan(190);
    await expect(inEqualTime(fails)).rejects.toThrow("no");
    expect(await inEqualTime(async () => 7)).toBe(7);
  });

  test("takes a whole one more where one was not enough", async () => {
    expect(await lasted(inEqualTime(() => pause(210)))).toBeGreaterThan(390);
    expect(await lasted(inEqualTime(() => pause(410)))).toBeGreaterThan(590);
  });
});
