import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clockState, noteRuns } from "~db/jobs.ts";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../tests/support/town";
import { type Job, JobRuns } from "./job-runs.server";

const NOON = Date.UTC(2026, 10, 30, 12);
const SECOND = 1_000;
let db: Store;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());

const job = (name: string, run: () => Promise<void>): Job<null> => ({ name, every: SECOND, run });
const known = async (name: string) => (await clockState(db.read, "none")).jobs.find((one) => one.name === name);

/** Writes of what this job did wait until they are let go. */
async function holdWritesOf(name: string): Promise<() => Promise<void>> {
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.write(async (tx) => {
    await noteRuns(tx, [{ name, ranAt: 1, tookMs: 1, error: null }]);
    held.resolve();
    await over.promise;
  });
  await held.promise;
  return () => {
    over.resolve();
    return holding;
  };
}

describe("what came of the jobs", () => {
  test("is told now and then while nothing is new", async () => {
    const jobs = new JobRuns(db, [job("steady", async () => {})], null);
    const told: unknown[] = [];
    for (const seconds of [0, 1, 7, 8]) {
      await jobs.runDue(NOON + seconds * SECOND);
      await jobs.tell(NOON + seconds * SECOND);
      told.push((await known("steady"))?.ranAt);
    }
    expect(told).toEqual([NOON, NOON, NOON, NOON + 8 * SECOND]);
  });

  test("is told at once when a slow one fails while others' runs are being written", async () => {
    const slow = Promise.withResolvers<void>();
    const all = [job("quick", async () => {}), { ...job("slow", () => slow.promise), isSlow: true as const }];
    const jobs = new JobRuns(db, all, null);
    const letGo = await holdWritesOf("quick");
    await jobs.runDue(NOON);
    const telling = jobs.tell(NOON);
    slow.reject(new Error("the other end hung up"));
    await jobs.finished();
    await letGo();
    await telling;
    await jobs.tell(NOON + 1);
    expect(await known("quick")).toMatchObject({ ranAt: NOON, error: null });
    expect(await known("slow")).toMatchObject({ failedAt: NOON, error: "the other end hung up" });
  });

  test("is told again at once when the database could not take it", async () => {
    let isAway = true;
    const lost: Store = { ...db, write: (work) => (isAway ? Promise.reject(new Error("away")) : db.write(work)) };
    const jobs = new JobRuns(lost, [job("untold", async () => {})], null);
    await jobs.runDue(NOON);
    await expect(jobs.tell(NOON)).rejects.toThrow("away");
    isAway = false;
    await jobs.tell(NOON + 1);
    expect(await known("untold")).toMatchObject({ ranAt: NOON });
  });
});
