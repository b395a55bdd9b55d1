import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import { holdLease, releaseLease } from "./lease.ts";
import type { Store } from "./store.ts";

let db: Store;
beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

describe("a lease", () => {
  test("is one process's until it runs out", async () => {
    expect(await holdLease(db, "clock", "a", 0, 100)).toBe(true);
    expect(await holdLease(db, "clock", "b", 50, 100)).toBe(false);
    expect(await holdLease(db, "clock", "b", 100, 100)).toBe(false);
    expect(await holdLease(db, "clock", "b", 101, 100)).toBe(true);
    expect(await holdLease(db, "clock", "a", 102, 100)).toBe(false);
  });

  test("lasts as long as its holder keeps asking", async () => {
    for (const now of [0, 90, 180]) expect(await holdLease(db, "kept", "a", now, 100)).toBe(true);
    expect(await holdLease(db, "kept", "b", 280, 100)).toBe(false);
    expect(await holdLease(db, "kept", "b", 281, 100)).toBe(true);
  });

  test("taken before the clock was set back is nobody's", async () => {
    await holdLease(db, "ahead", "a", 10_000, 100);
    expect(await holdLease(db, "ahead", "b", 9_500, 100)).toBe(false); // two machines' clocks may differ so much
    expect(await holdLease(db, "ahead", "b", 50, 100)).toBe(true);
    expect(await holdLease(db, "ahead", "a", 60, 100)).toBe(false);
  });

  test("is free at once when its holder gives it back, and nobody else can", async () => {
    await holdLease(db, "given", "a", 0, 100);
    await releaseLease(db, "given", "b");
    expect(await holdLease(db, "given", "b", 1, 100)).toBe(false);
    await releaseLease(db, "given", "a");
    expect(await holdLease(db, "given", "b", 1, 100)).toBe(true);
  });

  test("goes to one of many who ask at once", async () => {
    const asked = ["a", "b", "c", "d", "e", "f"].map((holder) => holdLease(db, "race", holder, 0, 100));
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
  });

  test("says nothing about another one", async () => {
    expect(await holdLease(db, "this", "a", 0, 100)).toBe(true);
    expect(await holdLease(db, "that", "b", 0, 100)).toBe(true);
  });
});
