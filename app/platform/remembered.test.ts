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

  test("is what was read last, though an earlier reading ends later, and fails", async () => {
    const [slow, slower] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let read: () => Promise<string> = async () => "first";
    const title = remembered("title", () => read());
    const readAnew = async (next: typeof read) => {
      read = next;
      await db.write(async (tx) => touch(tx, "title"));
      return { answer: title(db) };
    };
    expect(await title(db)).toBe("first");
    const hung = await readAnew(() => slow.promise);
    const mistaken = await readAnew(() => slower.promise);
    expect(await (await readAnew(async () => "second")).answer).toBe("second");
    read = away;
    slow.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
    expect(await hung.answer).toBe("first");
    expect(await title(db)).toBe("second");
    slower.reject(new Error("a mistake"));
    await expect(mistaken.answer).rejects.toThrow("a mistake");
    expect(await title(db)).toBe("second");
    expect(await (await readAnew(away)).answer).toBe("second");
  });

  test("that was never known can't stand", async () => {
    await expect(remembered("nothing", away)(db)).rejects.toThrow("connect");
  });
});
