import { setTimeout as pause } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { DatabaseUnavailable, isAway, isDeadlock } from "./errors.ts";
import { keepStatements } from "./kept-statements.postgres.ts";
import { appliedOnPostgres, shippedMigrations } from "./migrate.ts";
import { openNews } from "./news.postgres.server.ts";
import { Listeners, type Store, type Tx } from "./store.ts";
import { openUnit } from "./unit.ts";

const DEADLOCK_TRIES = 5;
const DEADLOCK_PAUSE_MS = 20;
const PATIENCE_MS = 10_000;
// Nothing that people wait for takes so long; what does holds rows that others wait for.
const STATEMENT_MS = 60_000;
// A server that ends it says so by then; one that says nothing is gone, though its connection looks open.
const SILENCE_MS = STATEMENT_MS + PATIENCE_MS;

// count(*) and sum() come as bigint and numeric, which pg gives as strings; ours stay far below 2^53.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);

/**
 * Opens a pool of at most `connections` on the server. The database must have been migrated. Who has had no answer for
 * `silence` milliseconds is not answered any more.
 */
export async function openPostgres(url: string, connections: number, silence = SILENCE_MS): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: silence,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    allowExitOnIdle: true, // a server that hangs says no goodbye, and the program would wait for it
  });
  // A connection was cut. What it was asked rejects by itself and the next query opens another; an error event that
  // nobody hears would end the program, for an idle connection as for one in the middle of a transaction.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  keepStatements(pool);
  await reach(pool, url);
  const done = { reads: 0, writes: 0 };
  const db = drizzle(pool, { logger: { logQuery: () => void done.reads++ } });
  const listeners = new Listeners();
  const news = await openNews(url, listeners).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const running = new Set<Promise<unknown>>();

  function tell(touched: ReadonlySet<string>): void {
    listeners.tell({ touched, since: performance.now() });
    news.spread(touched);
  }

  async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const unit = openUnit();
      try {
        const value = await transaction(pool, (tx) => unit.run(() => work(tx)));
        done.writes++;
        tell(unit.touched);
        return value;
      } catch (error) {
        if (isAway(error)) tell(unit.touched); // its COMMIT may have landed all the same
        if (attempt === DEADLOCK_TRIES || !isDeadlock(error)) throw error;
        await pause(Math.random() * DEADLOCK_PAUSE_MS * attempt); // or the same two meet again
      }
    }
  }

  return {
    home: { engine: "postgres", file: "", url },
    read: db as unknown as Tx,
    write(work) {
      const written = write(work).finally(() => running.delete(written));
      running.add(written);
      return written;
    },
    hear: (listener) => listeners.add(listener),
    isInformed: news.isInformed,
    pendingMigrations: async () => shippedMigrations("postgres") - (await appliedOnPostgres(pool)),
    load: () => ({
      ...done,
      waiting: pool.waitingCount,
      connections: { open: pool.totalCount, idle: pool.idleCount },
    }),
    size: async () => (await pool.query("select pg_database_size(current_database()) as size")).rows[0].size,
    async close() {
      await Promise.allSettled(running); // a pool that ends forgets who still waits for a connection
      await news.close();
      await pool.end();
    },
  };
}

// Not drizzle's own transaction: that gives back no connection whose BEGIN failed, and after ten of those every write
// waits for ever; and it asks a server that says nothing any more to roll back, and waits for that as long again.
async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isGone = false;
  try {
    await client.query("begin");
    const value = await work(drizzleOn(client));
    await client.query("commit");
    return value;
  } catch (error) {
    isGone = isAway(error) || !(await isRolledBack(client));
    throw error;
  } finally {
    client.release(isGone); // nobody is given one that has not answered
  }
}

const drizzles = new WeakMap<pg.PoolClient, Tx>();

// The same for all transactions of a connection: what was put together for it once (prepared.ts) is there the next time.
function drizzleOn(client: pg.PoolClient): Tx {
  const made = drizzles.get(client) ?? (drizzle(client) as unknown as Tx);
  drizzles.set(client, made);
  return made;
}

const isRolledBack = (client: pg.PoolClient): Promise<boolean> =>
  client.query("rollback").then(
    () => true,
    () => false,
  );

async function reach(pool: pg.Pool, url: string): Promise<void> {
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw new DatabaseUnavailable(withoutPassword(url), error instanceof Error ? reasonOf(error) : String(error));
  }
}

// Several addresses tried and refused come as one error with an empty message and the code beside it.
const reasonOf = (error: Error): string => error.message || ("code" in error ? String(error.code) : error.name);

/** The URL as it may be shown. */
export function withoutPassword(url: string): string {
  try {
    const shown = new URL(url);
    if (shown.password) shown.password = "***";
    return shown.href;
  } catch {
    return "DATABASE_URL";
  }
}
