import * as pg from "./columns.pg.ts";
import * as sqlite from "./columns.sqlite.ts";

/** True when `DATABASE_URL` names a PostgreSQL server. Read once: a process speaks to one engine. */
export const onPostgres = /^postgres(ql)?:/.test(process.env.DATABASE_URL ?? "");

/** The one fork between the engines: the schema is written with these and nothing else. */
export const { table, index, uniqueIndex, check, primaryKey, id, integer, text, flag, real, json, instant } = (
  onPostgres ? pg : sqlite
) as typeof sqlite;
