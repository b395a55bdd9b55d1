import { type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { onPostgres } from "./columns.ts";
import type { Tx } from "./store.ts";

/**
 * Holds rows until the transaction ends, by a statement that changes nothing in them. Only on PostgreSQL, where others write
 * at the same time: SQLite has one writer, who holds everything. False where nobody can have come between what was read
 * before and this.
 */
export async function lockRows(hold: () => PromiseLike<unknown>): Promise<boolean> {
  if (!onPostgres) return false;
  await hold();
  return true;
}

/**
 * Lets whoever writes in a table finish, and nobody begin until the transaction ends: what is read then is all there is, and
 * whatever comes later has a larger id. Only on PostgreSQL, too; the builders that both engines share have no word for it.
 */
export async function lockTable(tx: Tx, one: SQLiteTable): Promise<void> {
  if (onPostgres) await execute(tx, sql`lock table ${one} in share mode`);
}

/**
 * Holds names until the transaction ends, for what has no row yet that could be held: of those who ask for one at the same
 * time, one comes after the other. Only on PostgreSQL, too.
 */
export async function lockNames(tx: Tx, names: readonly string[]): Promise<void> {
  if (!onPostgres || names.length === 0) return;
  const numbers = sql`select distinct hashtext(name) as n from json_array_elements_text(${JSON.stringify(names)}::json) as name`;
  // In one order, so that nobody waits in a circle.
  await execute(tx, sql`select pg_advisory_xact_lock(${NAMES}, n) from (${numbers} order by n) as numbers`);
}

// Advisory locks of this program; the second number is the name's.
const NAMES = 1;

async function execute(tx: Tx, statement: SQL): Promise<void> {
  if (!("execute" in tx) || typeof tx.execute !== "function") throw new Error("no way to lock");
  await tx.execute(statement);
}
