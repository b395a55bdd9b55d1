import { sql } from "drizzle-orm";
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
  if (!onPostgres) return;
  if (!("execute" in tx) || typeof tx.execute !== "function") throw new Error("no way to lock a table");
  await tx.execute(sql`lock table ${one} in share mode`);
}
