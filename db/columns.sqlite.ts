import * as sqlite from "drizzle-orm/sqlite-core";

/** The column kinds on SQLite; their types are the ones every store is written against. */
export const table = sqlite.sqliteTable;
export const index = sqlite.index;
export const uniqueIndex = sqlite.uniqueIndex;
export const check = sqlite.check;
export const primaryKey = sqlite.primaryKey;
export const id = (name: string) => sqlite.integer(name).primaryKey({ autoIncrement: true });
export const integer = (name: string) => sqlite.integer(name);
export const text = (name: string) => sqlite.text(name);
export const flag = (name: string) => sqlite.integer(name, { mode: "boolean" });
export const real = (name: string) => sqlite.real(name);
export const json = (name: string) => sqlite.text(name, { mode: "json" });
export const instant = (name: string) => sqlite.integer(name);
