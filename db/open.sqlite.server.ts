import { stat } from "node:fs/promises";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { DatabaseUnavailable } from "./errors.ts";
import { keepingStatements } from "./kept-statements.sqlite.ts";
import { appliedOnSqlite, shippedMigrations } from "./migrate.ts";
import { Listeners, type Store, type Tx } from "./store.ts";
import { unitOfWork } from "./unit-of-work.sqlite.ts";

const LOOK_AGAIN_MS = 100;

/** Opens the file with one writing and one reading connection. It must have been migrated. */
export async function openSqlite(file: string): Promise<Store> {
  const [writing, reading] = connect(file);
  const listeners = new Listeners();
  const done = { reads: 0, writes: 0 };
  const work = unitOfWork(writing, drizzle(keepingStatements(writing)) as unknown as Tx, ({ touched }) => {
    done.writes++;
    listeners.tell({ touched, since: performance.now() });
  });
  const counting = { logQuery: () => void done.reads++ };
  return {
    home: { engine: "sqlite", file },
    read: drizzle(keepingStatements(reading), { logger: counting }) as unknown as Tx,
    write: work.write,
    hear: (listener) => listeners.add(listener),
    isInformed: watchOthers(writing, listeners),
    pendingMigrations: async () => shippedMigrations("sqlite") - appliedOnSqlite(reading),
    load: () => ({ ...done, waiting: work.waiting(), connections: null }),
    size: async () => (await bytesOf(file)) + (await bytesOf(`${file}-wal`)),
    async close() {
      await work.idle();
      reading.close();
      writing.close();
    },
  };
}

// SQLite counts what other connections commit, as the writing one sees it: of our own there is none, the other reads. The
// counter says that something changed, not what. Asked often, as before each page that is kept, it is looked at now and then.
function watchOthers(writing: Database.Database, listeners: Listeners): () => boolean {
  const version = writing.prepare("pragma data_version").pluck();
  let seen = version.get();
  let lookedAt = performance.now();
  return () => {
    const now = performance.now();
    if (now - lookedAt < LOOK_AGAIN_MS) return true;
    const found = versionNow(version);
    if (found === null) return false;
    if (found !== seen) listeners.tell({ touched: null, since: lookedAt });
    seen = found;
    lookedAt = now;
    return true;
  };
}
const bytesOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;

// Null where the file can't be read this moment: then nobody knows, and the page says so by itself.
function versionNow(version: Database.Statement): unknown {
  try {
    return version.get() ?? null;
  } catch {
    return null;
  }
}

function connect(file: string): [Database.Database, Database.Database] {
  try {
    const writing = new Database(file, { timeout: 0 });
    writing.pragma("journal_mode = WAL");
    writing.pragma("synchronous = FULL"); // an acknowledged write survives a power cut
    writing.pragma("foreign_keys = ON");
    const reading = new Database(file, { readonly: true, timeout: 5000 });
    return [writing, reading];
  } catch (error) {
    throw new DatabaseUnavailable(file, error instanceof Error ? error.message : String(error));
  }
}
