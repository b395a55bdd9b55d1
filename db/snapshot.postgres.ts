import pg from "pg";
import { DatabaseUnavailable } from "./errors.ts";
import { appliedOnPostgres, migrationNames } from "./migrate.ts";
import { canonical, quoted, type Row, type Shape, type Snapshot } from "./rows.ts";

const SLICE = 1_000;
// Counts and instants are bigint, which pg gives as strings; ours stay far below 2^53.
const BIGINT = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === BIGINT ? Number : pg.types.getTypeParser(oid, format),
};

/** A transaction that sees one moment, on a connection of its own. */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const client = await connectAlone(url);
  const applied = await beginReading(client).catch(async (error: unknown) => {
    await client.end();
    throw error;
  });
  return {
    engine: "postgres",
    migrations: migrationNames("postgres").slice(0, applied),
    async count({ name }) {
      const { rows } = await client.query({ text: `select count(*) as n from ${quoted(name)}`, types });
      return rows[0].n;
    },
    rows: (shape) => postgresRows(client, shape),
    nextIds: (shapes) => postgresNextIds(client, shapes),
    close: () => client.end(),
  };
}

// The first question: here the moment is.
async function beginReading(client: pg.Client): Promise<number> {
  await client.query("begin isolation level repeatable read read only");
  return appliedOnPostgres(client);
}

/** A connection for long work, which no pool waits for and no limit of time ends. */
export async function connectAlone(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // what it was asked rejects by itself
  try {
    await client.connect();
    await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
    return client;
  } catch (error) {
    await client.end().catch(() => {}); // it was never connected
    throw new DatabaseUnavailable("DATABASE_URL", error instanceof Error ? error.message : String(error));
  }
}

/** A table's rows on this connection, which must be in a transaction. */
export async function* postgresRows(client: pg.Client, shape: Shape): AsyncGenerator<Row[]> {
  const columns = shape.columns.map(({ name, kind }) => quoted(name) + (kind === "json" ? "::text" : ""));
  const json = shape.columns.flatMap(({ kind }, n) => (kind === "json" ? [n] : []));
  await client.query(`declare copied no scroll cursor for select ${columns.join(", ")} from ${quoted(shape.name)}`);
  for (;;) {
    const { rows } = await client.query({ text: `fetch ${SLICE} from copied`, rowMode: "array", types });
    if (!rows.length) break;
    for (const row of rows) for (const n of json) if (row[n] !== null) row[n] = canonical(row[n]);
    yield rows;
  }
  await client.query("close copied");
}

async function postgresNextIds(client: pg.Client, shapes: readonly Shape[]): Promise<Record<string, number>> {
  const next: Record<string, number> = {};
  for (const { name, columns } of shapes) {
    if (columns[0]?.name !== "id") continue;
    const { rows } = await client.query("select pg_get_serial_sequence($1, 'id') as sequence", [name]);
    const { sequence } = rows[0];
    if (!sequence) continue;
    const { rows: found } = await client.query({
      text: `select last_value + case when is_called then 1 else 0 end as next from ${sequence}`,
      types,
    });
    if (found[0].next > 1) next[name] = found[0].next;
  }
  return next;
}
