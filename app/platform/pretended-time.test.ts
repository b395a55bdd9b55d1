import { setImmediate as nextTick } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../tests/support/town";
import { clock } from "./clock";
import { at } from "./pretended-time.server";

let db: Store;
beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

describe("pretended time", () => {
  test("is what the clock says inside, however long it takes, and nowhere else", async () => {
    const before = Date.now();
    const inside = at(1_000, async () => {
      await nextTick();
      return clock.now();
    });
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(await inside).toBe(1_000);
    expect(at(2_000, () => at(3_000, () => clock.now()))).toBe(3_000);
  });

  test("reaches into each unit of work, also into many that share a commit", async () => {
    const times = Array.from({ length: 30 }, (_, n) => n);
    const seen = await Promise.all([
      ...times.map((ms) => at(ms, () => db.write(async () => clock.now()))),
      db.write(async () => clock.now()),
    ]);
    expect(seen.slice(0, 30)).toEqual(times);
    expect(seen[30]).toBeGreaterThan(30);
  });
});
