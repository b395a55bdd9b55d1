import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Id } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";

export const NOW = Date.now();
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const AT_ONCE = 400;

/** So many rows, by number. */
export const times = <Row>(count: number, row: (n: number) => Row): Row[] =>
  Array.from({ length: count }, (_, n) => row(n));

/** Every nth of them. */
export const spread = <One>(all: readonly One[], nth: number): One[] => all.filter((_, n) => n % nth === 0);

/** One of them, the same for the same number; neighbours get different ones. */
export function pick<One>(all: readonly One[], n: number): One {
  const one = all[(n * 7_919) % all.length];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}

export async function insert<Table extends SQLiteTable>(
  tx: Tx,
  table: Table,
  rows: ReadonlyArray<Table["$inferInsert"]>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await tx.insert(table).values(rows.slice(start, start + AT_ONCE) as never);
}

/** The same of rows that get a number; their numbers, in the rows' order. */
export async function insertMany<Kind extends Id<string>>(
  tx: Tx,
  table: SQLiteTable & { id: unknown },
  rows: readonly object[],
): Promise<Kind[]> {
  const ids: Kind[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const stored = await tx
      .insert(table)
      .values(rows.slice(start, start + AT_ONCE) as never)
      .returning({ id: table.id as never });
    ids.push(...stored.map(({ id }) => id as Kind));
  }
  return ids;
}
