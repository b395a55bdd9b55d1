import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addTeam, teamsOf } from "~/features/members/teams.server";
import { hang, openSockets } from "../tests/support/hanging";
import { openTestStore } from "../tests/support/town";
import { isAway } from "./errors.ts";
import { openCountsPool } from "./limit-counts.postgres.server.ts";
import { openPostgres } from "./open.postgres.server.ts";
import type { Store, Tx } from "./store.ts";

const url = process.env.DATABASE_URL ?? "";
const CUTS = 30; // more than the pool has connections
const SILENCE_MS = 2_000;
let db: Store;
let host: pg.Client;
let before: number;

beforeAll(async () => {
  host = new pg.Client({ connectionString: url });
  await host.connect();
  before = openSockets();
  db = await openTestStore();
});
afterAll(() => host.end());

/** As a restart of the server does it, or a firewall. */
const cutConnections = () =>
  host.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

describe("connections that are cut", () => {
  test("under a write lose neither their place in the pool nor a write that was acknowledged", async () => {
    const landed: string[] = [];
    const add = (name: string) =>
      addTeam(db, name).then(
        () => void landed.push(name),
        () => {}, // cut: it was refused, and nobody was told that it is kept
      );
    for (let n = 0; n < CUTS; n++) {
      await Promise.all([cutConnections(), add(`during ${n}`)]);
      await add(`after ${n}`);
    }
    for (let n = 0; !landed.includes("at last") && n < CUTS; n++) await add("at last");
    expect((await teamsOf(db)).map(({ name }) => name)).toEqual(expect.arrayContaining([...landed, "at last"]));
    await db.close();
  });
});

/** The server's process that serves this unit of work. */
async function pidOf(tx: Tx): Promise<number> {
  const [row] = await tx.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(values (1)) as one`);
  return row?.pid ?? 0;
}

async function openedStore() {
  const store = await openPostgres(url, 1);
  return { pid: await pidOf(store.read), close: () => store.close() };
}

async function openedCounts() {
  const { pool, close } = openCountsPool(url);
  const { rows } = await pool.query("select pg_backend_pid() as pid");
  return { pid: rows[0].pid as number, close };
}

describe("a connection that says nothing any more", () => {
  test("is waited for once, not again to roll back, and loses its place in the pool to another", async () => {
    const store = await openPostgres(url, 1, SILENCE_MS);
    const hung = Promise.withResolvers<void>();
    const failed = store
      .write(async (tx) => {
        hang(await pidOf(tx));
        hung.resolve();
        await pidOf(tx);
      })
      .catch((error: unknown) => error);
    await hung.promise;
    expect(await Promise.race([failed, pause(1.8 * SILENCE_MS, "still waits")])).toSatisfy(isAway);
    await addTeam(store, "by another connection");
    expect((await teamsOf(store)).map(({ name }) => name)).toContain("by another connection");
    await store.close();
  });

  test.each([
    ["pages", openedStore],
    ["limits", openedCounts],
  ])("keeps no program from ending: of %s", async (_, opened) => {
    const { pid, close } = await opened();
    hang(pid);
    await close();
    await vi.waitFor(() => expect(openSockets()).toBeLessThanOrEqual(before), { timeout: 10_000, interval: 20 });
  });
});
