import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStore } from "../tests/support/town";
import { appendFact, type Reaction, runReactions } from "./outbox.ts";
import { facts } from "./schema/facts.ts";
import type { Store } from "./store.ts";

let db: Store;
let host: pg.Client;
beforeAll(async () => {
  db = await openTestStore();
  host = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await host.connect();
});
afterAll(() => Promise.all([db.close(), host.end()]));

const WHEN = 7;
async function settledAt(): Promise<Array<number | null>> {
  const rows = await db.read.select({ at: facts.settledAt }).from(facts).orderBy(facts.id);
  return rows.map(({ at }) => at);
}

test("while nothing can be written, one fact is tried and not all; those before it are settled, those behind wait", async () => {
  const ids: number[] = [];
  for (let n = 0; n < 4; n++)
    ids.push(await db.write((tx) => appendFact(tx, { kind: "it.rained", at: n, details: { n } })));
  const tried: unknown[] = [];
  const note: Reaction = async (_tx, { details }) => void tried.push(details.n);
  const run = () => runReactions(db, { "it.rained": { note } }, WHEN, () => {});

  // Of the third, neither that its reaction ran nor that it failed can be written, as when the database goes away.
  await host.query(`alter table reactions add constraint away check (fact_id <> ${ids[2]})`);
  await expect(run()).rejects.toThrow("reactions");
  expect(tried).toEqual([0, 1]);
  expect(await settledAt()).toEqual([WHEN, WHEN, null, null]);

  await host.query("alter table reactions drop constraint away");
  await run();
  expect(tried).toEqual([0, 1, 2, 3]);
  expect(await settledAt()).toEqual(Array(4).fill(WHEN));
});
