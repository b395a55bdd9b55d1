import Database from "better-sqlite3";
import { type Logger, NoopLogger } from "drizzle-orm";
import pg from "pg";
import { onPostgres } from "~db/columns.ts";
import type { Store } from "~db/store.ts";

/** A statement as it was sent. */
export interface Sent {
  sql: string;
  params: unknown[];
}

/** Every statement that is sent while something is done, by readers and in writes; each wording once. */
export async function sentDuring(db: Store, work: () => Promise<unknown>): Promise<Sent[]> {
  const { session } = db.read as unknown as { session: { logger: Logger } };
  const sent = new Map<string, Sent>();
  // Readers' statements are logged to be counted; writes, which PostgreSQL opens one by one, have a log that does nothing.
  const logs: Logger[] = [session.logger, NoopLogger.prototype];
  const before = logs.map((log) => log.logQuery);
  for (const log of logs) log.logQuery = (sql, params) => void sent.set(sql, { sql, params });
  try {
    await work();
  } finally {
    for (const [n, log] of logs.entries()) Object.assign(log, { logQuery: before[n] });
  }
  return [...sent.values()];
}

/** What is wrong with how the database answers a statement, as its tables grow. */
export interface Fault {
  table: string;
  what:
    | "reads all of it"
    | "goes through all of an index"
    | "puts a large part of it in order"
    | "looks at too much of it";
}

/** Asks a database how it answers what was sent. */
export interface Planner {
  faultsOf(sent: Sent): Promise<Fault[]>;
  end(): unknown;
}

/** `growing` are the tables whose size matters. */
export const planner = (growing: ReadonlySet<string>): Promise<Planner> | Planner =>
  onPostgres ? plannerOfPostgres(growing) : plannerOfSqlite(growing);

// What has one of few values: an index finds a large part of a table by it.
const COARSE =
  /USING (?:COVERING )?INDEX (topics_active|topics_kind_created|topics_board\w*|ideas_status_\w+|threads_kind|facts_kind|moderation_acts_kind) \((?:kind|board_id|status)=\?(?: AND kind=\?)?\)/;

function plannerOfSqlite(growing: ReadonlySet<string>): Planner {
  const raw = new Database(process.env.CANYU_TEST_FILE ?? "");
  const ofSome = raw.prepare("select name from sqlite_master where type = 'index' and sql like '% where %'").pluck();
  const partial = new Set(ofSome.all()); // of what waits, is unread, stands: small however large its table
  async function faultsOf({ sql, params }: Sent): Promise<Fault[]> {
    const lines = raw
      .prepare(`explain query plan ${sql}`)
      .all(...params)
      .map((row) => (row as { detail: string }).detail);
    const names = tablesOf(sql);
    const isSorted = lines.some((line) => line === "USE TEMP B-TREE FOR ORDER BY");
    return lines.flatMap((line): Fault[] => {
      const [, verb, name = ""] = /^(SCAN|SEARCH) (\w+)/.exec(line) ?? [];
      const table = names.get(name) ?? "";
      if (!growing.has(table)) return [];
      if (line.includes("AUTOMATIC")) return [{ table, what: "reads all of it" }];
      if (
        verb === "SCAN" &&
        !partial.has(line.split(" ").at(-1) ?? "") &&
        (isSorted || !isFilled(raw, { sql, params }))
      )
        return [{ table, what: line.includes("INDEX") ? "goes through all of an index" : "reads all of it" }];
      return isSorted && COARSE.test(line) ? [{ table, what: "puts a large part of it in order" }] : [];
    });
  }
  return { faultsOf, end: () => raw.close() };
}

/** Whether a statement stopped because it had all the rows it wanted. */
function isFilled(raw: Database.Database, { sql, params }: Sent): boolean {
  if (!/^(select|with)\b/.test(sql) || !/ limit \?\)*( |$)/.test(sql)) return false;
  const limits = params.filter((one) => typeof one === "number");
  return raw.prepare(sql).all(...params).length === limits.at(-1);
}

/** The tables a statement names, by the names it gives them. */
function tablesOf(sql: string): Map<string, string> {
  const named = sql.matchAll(
    /(?:from|join|into|update) "(\w+)"(?: (?:as )?"?(?!(?:on|set|where|left|inner|cross|join|order|group|limit)\b)(\w+)"?)?/g,
  );
  return new Map(
    [...named].flatMap(([, table = "", alias]) => [[table, table], ...(alias ? [[alias, table] as const] : [])]),
  );
}

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
}

const NEW_ROWS = /^insert into "\w+" \([^)]*\) values/;
/** Rows of one table that a statement may look at. The town has two thousand people and more of most else. */
const MOST_LOOKED_AT = 1_000;

async function plannerOfPostgres(growing: ReadonlySet<string>): Promise<Planner> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("analyze");
  // A few thousand rows are soonest read whole and hashed: what is asked is which other way there is.
  for (const way of ["seqscan", "hashjoin", "mergejoin"]) await client.query(`set enable_${way} = off`);
  async function faultsOf({ sql, params }: Sent): Promise<Fault[]> {
    if (NEW_ROWS.test(sql) || !/^\W*(select|with|update|delete|insert)\b/.test(sql)) return [];
    await client.query("begin");
    try {
      const { rows } = await client.query(`explain (analyze, timing off, format json) ${sql}`, params);
      return faultsIn(rows[0]["QUERY PLAN"][0].Plan, growing);
    } finally {
      await client.query("rollback");
    }
  }
  return { faultsOf, end: () => client.end() };
}

function faultsIn(top: Node, growing: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  const looked = new Map<string, number>();
  const walk = (node: Node): void => {
    const { "Relation Name": table, "Actual Rows": rows = 0, "Actual Loops": loops = 0 } = node;
    if (table && growing.has(table) && node["Node Type"] !== "ModifyTable") {
      if (node["Node Type"] === "Seq Scan" && loops) faults.push({ table, what: "reads all of it" });
      const each = rows + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
      looked.set(table, (looked.get(table) ?? 0) + each * loops);
    }
    for (const below of node.Plans ?? []) walk(below);
  };
  walk(top);
  const tooMuch = [...looked].filter(([, rows]) => rows > MOST_LOOKED_AT);
  return [...faults, ...tooMuch.map(([table]): Fault => ({ table, what: "looks at too much of it" }))];
}
