import { prepareDataFolder, readConfig } from "~/platform/config.server";
import { terminalLocale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { migrate } from "~db/migrate.ts";

/** `canyu migrate`: brings the database to this program's schema. */
export async function run(): Promise<number> {
  const config = readConfig();
  prepareDataFolder(config.dataFolder);
  await migrate({ file: config.databaseFile, url: config.databaseUrl });
  process.stdout.write(`${sayIn(terminalLocale(process.env))("terminal.migrated")}\n`);
  return 0;
}
