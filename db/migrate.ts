import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { migrate as migrateWithSqlite } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migrateWithPostgres } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { onPostgres } from "./columns.ts";
import { DatabaseUnavailable } from "./errors.ts";
import type { Engine } from "./rows.ts";

const root = process.env.CANYU_ROOT ?? process.cwd();
const folder = (engine: Engine): string => join(root, "migrations", engine);
const LOCK = 0x63616e79; // "cany": one program at a time migrates a PostgreSQL database

/** Brings the database to this program's schema. Twice changes nothing. Throws DatabaseUnavailable. */
export async function migrate(place: { file: string; url?: string | undefined }): Promise<void> {
  try {
    if (onPostgres) await migratePostgres(place.url ?? "");
    else migrateSqlite(place.file);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new DatabaseUnavailable(onPostgres ? "DATABASE_URL" : place.file, reasonOf(error));
  }
}

// drizzle migrates inside a transaction, where "foreign_keys = OFF" does nothing. Left on, rebuilding a parent
// table fails or, with ON DELETE CASCADE, silently deletes every child row. So: off first, checked after, on again.
export function migrateSqlite(file: string, migrationsFolder = folder("sqlite")): void {
  const raw = new Database(file, { timeout: 10_000 });
  try {
    raw.pragma("journal_mode = WAL");
    raw.pragma("foreign_keys = OFF");
    migrateWithSqlite(drizzleSqlite(raw), { migrationsFolder });
    refuseOrphans(raw); // at every start: nobody gets past a bad migration by starting twice
    raw.pragma("foreign_keys = ON");
  } finally {
    raw.close();
  }
}

/** Throws when a row is without the one it refers to. */
export function refuseOrphans(raw: Database.Database): void {
  const orphans = raw.pragma("foreign_key_check") as unknown[];
  if (orphans.length) throw new Error(`${orphans.length} rows without the row they refer to`);
}

export async function migratePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await migrateWithPostgres(drizzlePostgres(client), { migrationsFolder: folder("postgres") });
  } finally {
    await client.end();
  }
}

/** The names of the migrations this program ships, in their order; both engines have the same. */
export function migrationNames(engine: Engine): string[] {
  const journal: unknown = JSON.parse(readFileSync(join(folder(engine), "meta/_journal.json"), "utf8"));
  return (journal as { entries: Array<{ tag: string }> }).entries.map(({ tag }) => tag);
}

/** How many migrations this program ships. */
export const shippedMigrations = (engine: Engine): number => migrationNames(engine).length;

/** Their statements, for whoever runs them in a transaction of their own. */
export const migrationStatements = (engine: Engine): string[][] =>
  readMigrationFiles({ migrationsFolder: folder(engine) }).map(({ sql }) => sql);

export function appliedOnSqlite(raw: Database.Database): number {
  return raw.prepare("select count(*) from __drizzle_migrations").pluck().get() as number;
}

export async function appliedOnPostgres(asked: pg.Pool | pg.Client): Promise<number> {
  const { rows } = await asked.query("select count(*) as applied from drizzle.__drizzle_migrations");
  return Number(rows[0].applied);
}

const reasonOf = (error: Error): string =>
  error.message ||
  (error.cause instanceof Error && error.cause.message) ||
  ("code" in error ? String(error.code) : error.name);
