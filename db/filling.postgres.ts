import type pg from "pg";
import { NotEmpty } from "./errors.ts";
import { migrationStatements } from "./migrate.ts";
import { columnList, type Filling, type Kind, quoted, type Row, type Shape } from "./rows.ts";
import { allTables } from "./shapes.ts";
import { connectAlone, postgresRows } from "./snapshot.postgres.ts";

/** The same on PostgreSQL: see `fillSqlite`. Whoever asks this database meanwhile waits until it is filled. */
export async function fillPostgres<T>(url: string, upTo: number, work: (filling: Filling) => Promise<T>): Promise<T> {
  const client = await connectAlone(url);
  try {
    await client.query("begin");
    await client.query("lock table members in access exclusive mode");
    const { rowCount } = await client.query("select 1 from members limit 1");
    if (rowCount) throw new NotEmpty();
    await client.query(`drop table if exists ${allTables.map(quoted).join(", ")} cascade`);
    const steps = migrationStatements("postgres");
    for (const statement of steps.slice(0, upTo).flat()) await client.query(statement);
    await empty(client);
    const next: Record<string, number> = {};
    const value = await withoutReferences(client, () => work(fillingOf(client, next)));
    for (const statement of steps.slice(upTo).flat()) await client.query(statement);
    for (const [name, id] of Object.entries(next))
      await client.query("select setval(pg_get_serial_sequence($1, 'id'), $2, false)", [quoted(name), id]);
    await client.query("commit");
    await client.query("analyze"); // until then it takes every table for empty, and plans for that
    return value;
  } finally {
    await client.end(); // a transaction that is open ends as if it had never begun
  }
}

// Migrations write rows, too.
async function empty(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select tablename as name from pg_tables where schemaname = current_schema() and tablename = any($1)",
    [allTables],
  );
  await client.query(`truncate ${rows.map(({ name }) => quoted(name)).join(", ")}`);
}

// Teams name members and members teams: no order suits both. Added again, each is checked for all rows at once, which is
// also faster than row by row.
async function withoutReferences<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  const { rows: references } = await client.query(
    `select conrelid::regclass::text as name, quote_ident(conname) as reference, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace and conrelid::regclass::text = any($1)`,
    [allTables],
  );
  for (const { name, reference } of references)
    await client.query(`alter table ${quoted(name)} drop constraint ${reference}`);
  const value = await work();
  for (const { name, reference, definition } of references)
    await client.query(`alter table ${quoted(name)} add constraint ${reference} ${definition}`);
  return value;
}

const COLUMN_TYPES: Readonly<Record<Kind, string>> = {
  integer: "bigint",
  real: "double precision",
  text: "text",
  flag: "boolean",
  json: "text",
};

function fillingOf(client: pg.Client, next: Record<string, number>): Filling {
  return {
    async write(shape, rows) {
      await client.query(insertOf(shape), [JSON.stringify(rows.map(recordOf))]);
    },
    rows: (shape) => postgresRows(client, shape),
    setNextIds(wanted) {
      Object.assign(next, wanted);
    },
  };
}

// One value for all rows: as many as there are, the statement stays the same.
function insertOf(shape: Shape): string {
  const values = shape.columns.map(({ kind }, n) => `c${n}${kind === "json" ? "::jsonb" : ""}`);
  const record = shape.columns.map(({ kind }, n) => `c${n} ${COLUMN_TYPES[kind]}`);
  return `insert into ${quoted(shape.name)} (${columnList(shape)})
    select ${values.join(", ")} from json_to_recordset($1) as copied(${record.join(", ")})`;
}

const recordOf = (row: Row): Record<string, Row[number]> => Object.fromEntries(row.map((value, n) => [`c${n}`, value]));
