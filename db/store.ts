import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";

/** What a store may use: the awaited builders both engines share. */
export type Tx = Pick<
  BaseSQLiteDatabase<"async", unknown>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$with" | "$count"
>;

/** What committed writes changed: the keys given to `touch`. */
export type Listener = (touched: ReadonlySet<string>) => void;

/** What the database has done since this process opened it, and does just now. */
export interface Load {
  /** Statements outside writes. */
  reads: number;
  /** Units of work that were committed. */
  writes: number;
  /** Who waits: on SQLite units of work for the writer, on PostgreSQL everybody for a connection. */
  waiting: number;
  /** The pool's connections; null on SQLite, which has two. */
  connections: { open: number; idle: number } | null;
}

/** The database as the product sees it. */
export interface Store {
  /** For questions outside a write. */
  read: Tx;
  /** One unit of work: all of it or none, answered only when it is durable. Never nested, no network inside. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hears what committed writes touched, even when that is nothing. Returns how to stop. */
  hear(listener: Listener): () => void;
  /** How many migrations of this program the database has not seen. Throws when it does not answer. */
  pendingMigrations(): Promise<number>;
  load(): Load;
  /** The bytes it takes on disk, what is not checkpointed yet included. */
  size(): Promise<number>;
  /** Finishes the writes that were asked for, then lets go. */
  close(): Promise<void>;
}

/** The listeners of one store. */
export class Listeners {
  #all = new Set<Listener>();

  add(listener: Listener): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(touched: ReadonlySet<string>): void {
    for (const listener of this.#all) {
      try {
        listener(touched);
      } catch (error) {
        // The write has landed and must not be answered as refused: a broken listener ends the program instead.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
