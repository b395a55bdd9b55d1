import { onPostgres } from "./columns.ts";

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
