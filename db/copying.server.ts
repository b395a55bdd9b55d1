import { fillPostgres } from "./filling.postgres.ts";
import { fillSqlite } from "./filling.sqlite.ts";
import type { Filling, Snapshot } from "./rows.ts";
import { openPostgresSnapshot } from "./snapshot.postgres.ts";
import { openSqliteSnapshot } from "./snapshot.sqlite.ts";
import type { Home } from "./store.ts";

// A home may be of either engine, whichever this process speaks to otherwise.

/** The whole of a database as it is at this moment. Whoever opens a snapshot closes it. Throws DatabaseUnavailable. */
export const openSnapshot = ({ engine, file, url }: Home): Promise<Snapshot> =>
  engine === "postgres" ? openPostgresSnapshot(url ?? "") : openSqliteSnapshot(file);

/**
 * Fills a database that was migrated and that nobody is in, in one transaction: its tables are made anew as they were
 * after `upTo` migrations, `work` fills them, the other migrations follow. Throws NotEmpty.
 */
export const fill = <T>(
  { engine, file, url }: Home,
  upTo: number,
  work: (filling: Filling) => Promise<T>,
): Promise<T> => (engine === "postgres" ? fillPostgres(url ?? "", upTo, work) : fillSqlite(file, upTo, work));
