import { type Config, prepareDataFolder, readConfig } from "~/platform/config.server";
import { migrate } from "~db/migrate.ts";
import { openStore } from "~db/open.server.ts";
import type { Store } from "~db/store.ts";

/** The migrated database of this configuration, as every command opens it. */
export async function openMigrated(config: Config): Promise<Store> {
  const place = { file: config.databaseFile, url: config.databaseUrl, connections: config.connections };
  prepareDataFolder(config.dataFolder);
  await migrate(place);
  return openStore(place);
}

/** Opens the database, works, and closes it whatever happens. */
export async function withStore<T>(work: (db: Store, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  const db = await openMigrated(config);
  try {
    return await work(db, config);
  } finally {
    await db.close();
  }
}
