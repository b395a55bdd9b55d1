import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Engine } from "./rows.ts";

/** What a store may use: the awaited builders both engines share. */
export type Tx = Pick<
  BaseSQLiteDatabase<"async", unknown>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$with" | "$count"
>;

/** What a committed write changed. */
export interface Change {
  /** The keys given to `touch`; null when another process wrote and nobody knows what. */
  touched: ReadonlySet<string> | null;
  /** The earliest it may have been committed, as `performance.now()` counts. */
  since: number;
}

/** True when this changed what is kept under the key, or may have. */
export const touches = ({ touched }: Change, key: string): boolean => touched === null || touched.has(key);

export type Listener = (change: Change) => void;

/** Where a database lies: a file of SQLite's, or a server's URL. */
export interface Home {
  engine: Engine;
  file: string;
  url?: string | undefined;
}

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
  /** For who opens it beside, to read the whole of it. */
  readonly home: Home;
  /** For questions outside a write. */
  read: Tx;
  /** One unit of work: all of it or none, answered only when it is durable. Never nested, no network inside. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hears of this process' writes behind their COMMIT, even when they touched nothing, and of others'. Returns how to stop. */
  hear(listener: Listener): () => void;
  /**
   * True when listeners have heard of all that other processes committed until a moment ago. Whoever keeps anything asks
   * before using it, and uses nothing kept when this is false.
   */
  isInformed(): boolean;
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

  tell(change: Change): void {
    for (const listener of this.#all) {
      try {
        listener(change);
      } catch (error) {
        // The write has landed and must not be answered as refused: a broken listener ends the program instead.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
