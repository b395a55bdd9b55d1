import { setImmediate as nextTick } from "node:timers/promises";
import Database from "better-sqlite3";
import { NotEmpty } from "./errors.ts";
import { migrationStatements, refuseOrphans } from "./migrate.ts";
import { columnList, type Filling, quoted } from "./rows.ts";
import { allTables } from "./shapes.ts";
import { sqliteRows } from "./snapshot.sqlite.ts";
import { beginWriting } from "./unit-of-work.sqlite.ts";

// A few milliseconds: where a server fills it, others are answered in between.
const SLICE = 500;
const CACHE_KIB = 32 * 1024;

/**
 * Fills a migrated file that nobody is in: its tables are made anew as they were after `upTo` migrations, `work` fills
 * them, the other migrations follow. One transaction: all of it or nothing. Throws NotEmpty.
 */
export async function fillSqlite<T>(file: string, upTo: number, work: (filling: Filling) => Promise<T>): Promise<T> {
  const raw = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    raw.pragma("foreign_keys = OFF"); // teams name members and members teams: no order suits both; checked at the end
    raw.pragma("synchronous = FULL");
    raw.pragma(`cache_size = -${CACHE_KIB}`);
    await beginWriting(raw);
    if (raw.prepare("select 1 from members limit 1").get()) throw new NotEmpty();
    for (const name of allTables) raw.exec(`drop table if exists ${quoted(name)}`);
    const steps = migrationStatements("sqlite");
    for (const statement of steps.slice(0, upTo).flat()) raw.exec(statement);
    for (const name of tablesIn(raw)) raw.exec(`delete from ${quoted(name)}`); // migrations write rows, too
    const next: Record<string, number> = {};
    const value = await work(fillingOf(raw, next));
    for (const statement of steps.slice(upTo).flat()) raw.exec(statement);
    setNextIds(raw, next); // last: a migration that makes a table anew counts from its rows
    refuseOrphans(raw);
    raw.exec("COMMIT");
    raw.pragma("wal_checkpoint(PASSIVE)");
    return value;
  } finally {
    raw.close(); // a transaction that is open ends as if it had never begun
  }
}

const tablesIn = (raw: Database.Database): string[] =>
  raw
    .prepare<[], string>("select name from sqlite_master where type = 'table'")
    .pluck()
    .all()
    .filter((name) => allTables.includes(name));

function fillingOf(raw: Database.Database, next: Record<string, number>): Filling {
  return {
    async write(shape, rows) {
      const places = shape.columns.map(() => "?").join(", ");
      const insert = raw.prepare(`insert into ${quoted(shape.name)} (${columnList(shape)}) values (${places})`);
      for (const [n, row] of rows.entries()) {
        insert.run(row.map((value) => (typeof value === "boolean" ? Number(value) : value)));
        if (n % SLICE === SLICE - 1) await nextTick();
      }
    },
    rows: (shape) => sqliteRows(raw, shape),
    setNextIds(wanted) {
      Object.assign(next, wanted);
    },
  };
}

function setNextIds(raw: Database.Database, next: Readonly<Record<string, number>>): void {
  for (const [name, id] of Object.entries(next)) {
    raw.prepare("delete from sqlite_sequence where name = ?").run(name);
    raw.prepare("insert into sqlite_sequence (name, seq) values (?, ?)").run(name, id - 1);
  }
}
