import { setImmediate as nextTick } from "node:timers/promises";
import Database from "better-sqlite3";
import { DatabaseUnavailable } from "./errors.ts";
import { appliedOnSqlite, migrationNames } from "./migrate.ts";
import { canonical, columnList, type Kind, quoted, type Row, type Shape, type Snapshot } from "./rows.ts";

// A few milliseconds: others' requests are answered in between.
const SLICE = 500;

/** A read transaction on a connection of its own: with WAL, whoever writes meanwhile is not held up, and not seen. */
export async function openSqliteSnapshot(file: string): Promise<Snapshot> {
  const raw = open(file);
  const applied = beginReading(raw);
  return {
    engine: "sqlite",
    migrations: migrationNames("sqlite").slice(0, applied),
    count: async ({ name }) =>
      raw
        .prepare<[], number>(`select count(*) from ${quoted(name)}`)
        .pluck()
        .get() ?? 0,
    rows: (shape) => sqliteRows(raw, shape),
    nextIds: async (shapes) => sqliteNextIds(raw, shapes),
    async close() {
      raw.close();
    },
  };
}

// The first look: here the moment is.
function beginReading(raw: Database.Database): number {
  try {
    raw.exec("BEGIN");
    return appliedOnSqlite(raw);
  } catch (error) {
    raw.close();
    throw error;
  }
}

function open(file: string): Database.Database {
  try {
    return new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new DatabaseUnavailable(file, error instanceof Error ? error.message : String(error));
  }
}

/** A table's rows on this connection. */
export async function* sqliteRows(raw: Database.Database, shape: Shape): AsyncGenerator<Row[]> {
  const kinds = shape.columns.map(({ kind }) => kind);
  const found = raw.prepare<[], Row>(`select ${columnList(shape)} from ${quoted(shape.name)}`).raw();
  let some: Row[] = [];
  for (const row of found.iterate()) {
    some.push(row.map((value, n) => neutral(value, kinds[n])));
    if (some.length < SLICE) continue;
    yield some;
    some = [];
    await nextTick();
  }
  if (some.length) yield some;
}

function neutral(value: Row[number], kind: Kind | undefined): Row[number] {
  if (value === null) return null;
  if (kind === "flag") return value !== 0;
  return kind === "json" ? canonical(String(value)) : value;
}

function sqliteNextIds(raw: Database.Database, shapes: readonly Shape[]): Record<string, number> {
  const names = new Set(shapes.map(({ name }) => name));
  const rows = raw.prepare<[], { name: string; seq: number }>("select name, seq from sqlite_sequence").all();
  return Object.fromEntries(rows.flatMap(({ name, seq }) => (names.has(name) ? [[name, seq + 1]] : [])));
}
