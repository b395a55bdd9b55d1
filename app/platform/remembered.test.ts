import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { openTestStore } from "../../tests/support/town";
import { remembered } from "./remembered.server";

let db: Store;
beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

const away = () => Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));

describe("what is remembered", () => {
  test("is read anew when it may be old, or a write touched it", async () => {
    let reads = 0;
    const fresh = remembered("drawer", async () => ++reads);
    const old = remembered("drawer", async () => ++reads, 0);
    expect([await fresh(db), await fresh(db), await old(db), await old(db)]).toEqual([1, 1, 2, 3]);
    await db.write(async (tx) => touch(tx, "drawer"));
    expect(await fresh(db)).toBe(4);
  });

  test("stands while the database does not answer, and no longer", async () => {
    let read: () => Promise<string> = async () => "first";
    const name = remembered("name", () => read(), 0);
    expect(await name(db)).toBe("first");
    read = away;
    expect([await name(db), await name(db)]).toEqual(["first", "first"]);
    read = async () => "second";
    expect(await name(db)).toBe("second");
    await db.write(async (tx) => touch(tx, "name"));
    read = away;
    expect(await name(db)).toBe("second");
    read = () => Promise.reject(new Error("a mistake"));
    await expect(name(db)).rejects.toThrow("a mistake");
  });

  test("that was never known can't stand", async () => {
    await expect(remembered("nothing", away)(db)).rejects.toThrow("connect");
  });
});
