import { randomUUID } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { inject } from "vitest";
import { openSnapshot } from "~db/copying.server.ts";
import { migrateSqlite } from "~db/migrate.ts";
import { type Engine, type Sum, sumOf } from "~db/rows.ts";
import { shapes } from "~db/shapes.ts";
import type { Home } from "~db/store.ts";
import { newFolder } from "./folders";

/** A migrated database that nobody is in. Of PostgreSQL only where this file's tests run on it. */
export async function freshHome(engine: Engine): Promise<Home> {
  if (engine === "postgres") return { engine, file: "", url: await freshPostgres() };
  const file = join(newFolder(), "canyu.db");
  migrateSqlite(file);
  return { engine, file };
}

async function freshPostgres(): Promise<string> {
  const name = `h_${randomUUID().replaceAll("-", "")}`;
  const server = new pg.Client({ connectionString: `${inject("postgresUrl")}postgres` });
  await server.connect();
  await server.query(`CREATE DATABASE ${name} TEMPLATE template_canyu STRATEGY FILE_COPY`);
  await server.end();
  return inject("postgresUrl") + name;
}

/** What every table of it holds, added up. */
export async function sumsOf(home: Home): Promise<Record<string, Sum>> {
  const snapshot = await openSnapshot(home);
  try {
    const sums: Record<string, Sum> = {};
    for (const shape of shapes) sums[shape.name] = await sumOf(snapshot.rows(shape));
    return sums;
  } finally {
    await snapshot.close();
  }
}

/** The names of its tables, as the engine itself knows them. */
export async function tablesOf({ engine, file, url }: Home): Promise<string[]> {
  if (engine === "sqlite") {
    const raw = new Database(file, { readonly: true });
    const names = raw.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all();
    raw.close();
    return names.filter((name) => !/^(?:sqlite_|__drizzle)/.test(name)).sort();
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select tablename from pg_tables where schemaname = current_schema()");
  await client.end();
  return rows.map(({ tablename }) => tablename).sort();
}
