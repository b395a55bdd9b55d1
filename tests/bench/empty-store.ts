import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "~db/migrate.ts";
import { openStore, type Place } from "~db/open.server.ts";
import type { Store } from "~db/store.ts";

let made = 0;

/** Does something with a database of its own, which holds nothing yet. */
export async function withEmptyStore<T>(work: (db: Store, place: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "canyu-bench-"));
  const place = { file: join(folder, "canyu.db"), url: await anotherDatabase() };
  await migrate(place);
  const db = await openStore(place);
  try {
    return await work(db, place);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function anotherDatabase(): Promise<string | undefined> {
  if (!process.env.DATABASE_URL) return undefined;
  const url = new URL(process.env.DATABASE_URL);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const name = `other_${++made}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
