import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import { onPostgres } from "./columns.ts";
import { prepared, type Value } from "./prepared.ts";
import { teams } from "./schema/members.ts";
import type { Store, Tx } from "./store.ts";

let db: Store;
/** The same database as another process has it open. */
let elsewhere: Store;
beforeAll(async () => {
  [db, elsewhere] = await Promise.all([openTestStore(), openTestStore()]);
});
afterAll(() => Promise.all([db.close(), elsewhere.close()]));

let built = 0;
const named = prepared((read, value: Value<{ name: string }>) => {
  built++;
  return read
    .select({ name: teams.name, at: teams.createdAt })
    .from(teams)
    .where(eq(teams.name, value("name")));
});
const added = prepared((tx, value: Value<{ name: string; at: number }>) =>
  tx
    .insert(teams)
    .values({ name: value("name"), createdAt: value("at") })
    .onConflictDoNothing()
    .returning({ name: teams.name }),
);
const renamed = prepared((tx, value: Value<{ from: string; to: string }>) =>
  tx
    .update(teams)
    .set({ name: sql`${value("to")}` })
    .where(eq(teams.name, value("from"))),
);
const add = (tx: Tx, name: string, at = 1) => added(tx, { name, at });

describe("a prepared statement", () => {
  test("answers with each time's values, in a write and outside", async () => {
    await db.write(async (tx) => {
      expect(await add(tx, "first", 7)).toEqual([{ name: "first" }]);
      expect(await add(tx, "second")).toEqual([{ name: "second" }]);
      expect(await add(tx, "first", 8)).toEqual([]);
      expect(await named(tx, { name: "first" })).toEqual([{ name: "first", at: 7 }]);
      await renamed(tx, { from: "second", to: "third" });
    });
    expect(await named(db.read, { name: "first" })).toEqual([{ name: "first", at: 7 }]);
    expect(await named(db.read, { name: "second" })).toEqual([]);
    expect(await named(elsewhere.read, { name: "third" })).toEqual([{ name: "third", at: 1 }]);
  });

  test("is put together once for a connection, by which it reads", async () => {
    built = 0;
    for (let n = 0; n < 5; n++) for (const store of [db, elsewhere]) await named(store.read, { name: "first" });
    expect(built).toBe(0); // asked of both before
    for (let n = 0; n < 3; n++) await db.write((tx) => named(tx, { name: "first" }));
    expect(built).toBeLessThanOrEqual(onPostgres ? 1 : 0); // by another of its connections, at most
    built = 0;
    const third = await openTestStore();
    await named(third.read, { name: "first" });
    expect(built).toBe(1);
    await third.close();
  });

  test("is asked by many at once, and after one that was refused", async () => {
    const names = Array.from({ length: 40 }, (_, n) => `of many ${n}`);
    const outcomes = await Promise.allSettled(
      names.map((name, n) =>
        db.write(async (tx) => {
          await add(tx, name, n);
          if (n % 2) throw new Error("no");
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    const found = await Promise.all(names.map((name) => named(db.read, { name })));
    expect(found.flat()).toEqual(names.flatMap((name, n) => (n % 2 ? [] : [{ name, at: n }])));
  });
});
