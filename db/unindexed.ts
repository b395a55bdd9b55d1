import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * A column as a plain value: no index of it is looked at. For what a large part of a table has in common, like a board or
 * a status, where something else in the statement finds the few rows: SQLite knows no shares and would begin with it.
 */
export const unindexed = <Value>(column: SQLWrapper): SQL<Value> => sql<Value>`coalesce(${column}, null)`;
