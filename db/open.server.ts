import { onPostgres } from "./columns.ts";
import { openPostgres } from "./open.postgres.server.ts";
import { openSqlite } from "./open.sqlite.server.ts";
import type { Home, Store } from "./store.ts";

export interface Place {
  /** The SQLite file; unused on PostgreSQL. */
  file: string;
  /** `postgres://…`; must be what `DATABASE_URL` was when the program started. */
  url?: string | undefined;
  /** The most connections on PostgreSQL. */
  connections?: number;
}

const CONNECTIONS = 10;
/** The same as a home: on the engine this process speaks to. */
export const homeOf = (place: Place): Home => ({ ...place, engine: onPostgres ? "postgres" : "sqlite" });

/** The only door to the database. Throws DatabaseUnavailable with the engine's reason. */
export function openStore(place: Place): Promise<Store> {
  return onPostgres ? openPostgres(place.url ?? "", place.connections ?? CONNECTIONS) : openSqlite(place.file);
}
