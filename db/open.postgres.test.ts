import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addTeam, teamsOf } from "~/features/members/teams.server";
import { openTestStore } from "../tests/support/town";
import type { Store } from "./store.ts";

const CUTS = 30; // more than the pool has connections
let db: Store;
let host: pg.Client;

beforeAll(async () => {
  db = await openTestStore();
  host = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await host.connect();
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
