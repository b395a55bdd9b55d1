import * as pg from "drizzle-orm/pg-core";
import type * as kinds from "./columns.sqlite.ts";

// PostgreSQL's builders wearing SQLite's types: every store is written once, against one set of types.
export const table = pg.pgTable as unknown as typeof kinds.table;
export const index = pg.index as unknown as typeof kinds.index;
export const uniqueIndex = pg.uniqueIndex as unknown as typeof kinds.uniqueIndex;
export const check = pg.check as unknown as typeof kinds.check;
export const primaryKey = pg.primaryKey as unknown as typeof kinds.primaryKey;
export const id = ((name: string) =>
  pg.integer(name).primaryKey().generatedByDefaultAsIdentity()) as unknown as typeof kinds.id;
export const integer = pg.integer as unknown as typeof kinds.integer;
export const text = pg.text as unknown as typeof kinds.text;
export const flag = pg.boolean as unknown as typeof kinds.flag;
export const real = pg.doublePrecision as unknown as typeof kinds.real;
// drizzle's own jsonb reads a string that looks like JSON as what it looks like: "2" comes back as 2.
export const json = pg.customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "jsonb",
  toDriver: (value) => JSON.stringify(value),
}) as unknown as typeof kinds.json;
export const instant = ((name: string) => pg.bigint(name, { mode: "number" })) as unknown as typeof kinds.instant;
