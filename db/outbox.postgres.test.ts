import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPassage } from "../tests/support/passage";
import { openTestStore } from "../tests/support/town";
import { openPostgres } from "./open.postgres.server.ts";
import { appendFact, type Reaction, runReactions } from "./outbox.ts";
import { facts, reactions } from "./schema/facts.ts";
import type { Store } from "./store.ts";

const url = process.env.DATABASE_URL ?? "";
const WHEN = 7;
let db: Store;
let host: pg.Client;
let ids: number[];
let tried: unknown[];

beforeAll(async () => {
  db = await openTestStore();
  host = new pg.Client({ connectionString: url });
  await host.connect();
});
beforeEach(async () => {
  await db.write(async (tx) => {
    await tx.delete(reactions);
    await tx.delete(facts);
  });
  [ids, tried] = [[], []];
  for (let n = 0; n < 4; n++)
    ids.push(await db.write((tx) => appendFact(tx, { kind: "it.rained", at: n, details: { n } })));
});
afterAll(() => Promise.all([db.close(), host.end()]));

const run = (store: Store, meanwhile: (n: unknown) => void = () => {}) => {
  const note: Reaction = async (_tx, { details: { n } }) => {
    tried.push(n);
    meanwhile(n);
  };
  return runReactions(store, { "it.rained": { note } }, WHEN, () => {});
};

async function settledAt(): Promise<Array<number | null>> {
  const rows = await db.read.select({ at: facts.settledAt }).from(facts).orderBy(facts.id);
  return rows.map(({ at }) => at);
}

describe("facts that wait", () => {
  test("are tried no further when the database goes, as each would wait for it; and are all answered when it is back", async () => {
    const passage = await openPassage(url);
    const store = await openPostgres(passage.url, 2);
    await expect(run(store, (n) => n === 1 && passage.refuse())).rejects.toThrow();
    expect(tried).toEqual([0, 1]);
    expect(passage.refused()).toBe(2); // the note of that failure, and that the one before it is settled
    await store.close();
    await run(db);
    expect(tried).toEqual([0, 1, 1, 2, 3]); // what was not committed was not done
    expect(await settledAt()).toEqual(Array(4).fill(WHEN));
  });

  test("wait for none of which not even the failure can be written down", async () => {
    await host.query(`alter table reactions add constraint broken check (fact_id <> ${ids[1]})`);
    await expect(run(db)).rejects.toThrow();
    await host.query("alter table reactions drop constraint broken");
    expect(tried).toEqual([0, 2, 3]);
    expect(await settledAt()).toEqual([WHEN, null, WHEN, WHEN]);
  });
});
