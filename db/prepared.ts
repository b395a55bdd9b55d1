import { type Placeholder, sql } from "drizzle-orm";
import type { Tx } from "./store.ts";

/** A statement as drizzle's builders leave it. */
interface Built<Answer> {
  prepare(): { execute(values: Record<string, unknown>): Promise<Answer> };
}

/** Where a value comes to stand that differs from one time to the next. */
export type Value<Values> = (name: keyof Values & string) => Placeholder;

/**
 * A statement that is put together once for a connection: that takes drizzle five times as long as it takes SQLite to
 * answer a small one. For what every request of a kind asks; its words must be the same each time. Columns that are
 * stored otherwise than they read (flags, JSON) take no null here, which drizzle would store as such a value, and can't be
 * compared with one, which it would not translate.
 */
export function prepared<Values extends Record<string, unknown>, Answer>(
  build: (tx: Tx, value: Value<Values>) => Built<Answer>,
): (tx: Tx, values: Values) => Promise<Answer> {
  const known = new WeakMap<Tx, ReturnType<Built<Answer>["prepare"]>>();
  // Asks once, whether and however often the answer is awaited: drizzle's own asks each time, and never where nobody does.
  return async (tx, values) => {
    const statement = known.get(tx) ?? build(tx, sql.placeholder).prepare();
    known.set(tx, statement);
    return statement.execute(values);
  };
}
