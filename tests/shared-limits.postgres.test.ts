import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { BatchedTries } from "~/web/batched-tries.server";
import { type Counter, openCounters, type Who } from "~/web/limit-counters.server";
import { openCountsPool } from "~db/limit-counts.postgres.server.ts";
import { forgetOldCounts } from "~db/limit-counts.ts";
import { limitCounts } from "~db/schema/limits.ts";
import { freePort } from "./support/ports";
import { openTestStore } from "./support/town";

const db = await openTestStore();
const pools = [openCountsPool(process.env.DATABASE_URL ?? ""), openCountsPool(process.env.DATABASE_URL ?? "")];
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await db.close();
});

// Two processes that know nothing of each other but the database.
let here: Counter;
let there: Counter;
const passwords = { name: "passwords", rate: { points: 10, duration: 60 }, isExact: true, isForgiven: true };
beforeEach(async () => {
  await db.write((tx) => tx.delete(limitCounts));
  const [one, other] = pools.map((pool) => openCounters(pool).counterOf(passwords));
  if (one && other) [here, there] = [one, other];
});

const letThrough = async (work: Array<Promise<number | null>>): Promise<number> =>
  (await Promise.all(work)).filter((wait) => wait === null).length;
const add = (counter: Counter, who: Who, times: number) => Array.from({ length: times }, () => counter.add(who));

describe("two processes on PostgreSQL", () => {
  test("count exactly together, though all tries come at once", async () => {
    expect(await letThrough([...add(here, "ann", 14), ...add(there, "ann", 14)])).toBe(10);
    expect(await there.add("ann")).toBeGreaterThan(50_000);
    expect(await here.add("ben")).toBeNull();
  });

  test("give back and forget for each other", async () => {
    for (let n = 0; n < 10; n++) await here.add("cleo");
    await there.giveBack("cleo");
    expect(await here.add("cleo")).toBeNull();
    expect(await here.add("cleo")).not.toBeNull();
    await there.forget("cleo");
    expect(await letThrough(add(here, "cleo", 12))).toBe(10);
  });

  test("add up what is counted with every request, in one statement, when they hear of each other", async () => {
    const [mine, theirs] = pools.map((pool) => new BatchedTries(pool, 3_600_000));
    const reads = { keyPrefix: "reads", points: 20, duration: 60 };
    const [readsHere, readsThere] = [mine?.limiter(reads), theirs?.limiter(reads)];
    for (let n = 0; n < 15; n++) await readsHere?.consume(7);
    for (let n = 0; n < 4; n++) await readsThere?.consume(7);
    await readsThere?.consume(8);
    await Promise.all([mine?.exchange(), theirs?.exchange()]);
    await readsThere?.consume(7);
    await theirs?.exchange();
    await expect(readsThere?.consume(7)).rejects.toMatchObject({ consumedPoints: 21 });
    await readsThere?.consume(8);
    await theirs?.exchange();
    const rows = await db.read.select({ key: limitCounts.key, points: limitCounts.points }).from(limitCounts);
    expect(rows.sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: "reads:7", points: 21 },
      { key: "reads:8", points: 2 },
    ]);
    await Promise.all([mine?.close(), theirs?.close()]);
  });

  test("leave nothing that no longer counts", async () => {
    await here.add("dora");
    const now = Date.now();
    await forgetOldCounts(db, now, 61_000);
    expect(await db.read.$count(limitCounts)).toBe(1);
    await forgetOldCounts(db, now + 60_500, 61_000);
    expect(await db.read.$count(limitCounts)).toBe(0);
    await here.add("dora");
    await forgetOldCounts(db, now - 3_600_000, 61_000); // the clock was an hour ahead when it was written
    expect(await db.read.$count(limitCounts)).toBe(0);
  });
});

test("a database that is away opens no door: each process counts by itself", async () => {
  const pool = openCountsPool(`postgres://nobody@127.0.0.1:${await freePort()}/none`);
  const counters = openCounters(pool);
  const alone = counters.counterOf(passwords);
  expect(await letThrough(add(alone, "ann", 14))).toBe(10);
  const reads = counters.counterOf({
    name: "reads",
    rate: { points: 20, duration: 60 },
    isExact: false,
    isForgiven: false,
  });
  expect(await letThrough(add(reads, 7, 25))).toBe(20);
  await counters.close();
  expect(await letThrough(add(reads, 7, 5))).toBe(0);
  await pool.close();
});
