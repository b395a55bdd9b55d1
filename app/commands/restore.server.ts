import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { changedSettings } from "~/features/backup/changed-settings.server";
import { restore, rowsIn } from "~/features/backup/restoring.server";
import { prepareDataFolder, readConfig } from "~/platform/config.server";
import { migrate } from "~db/migrate.ts";
import { homeOf } from "~db/open.server.ts";
import { BadUse, Unable } from "./explain.server";
import { barToCome, optionsOf, print, t } from "./terminal.server";

/** `canyu restore FILE`: puts a backup into an empty place. */
export async function run(words: string[]): Promise<number> {
  const [file, ...more] = optionsOf(words, {}).positionals;
  if (!file || more.length) throw new BadUse(t("backup.restore.missing"));
  if (!existsSync(file)) throw new Unable(t("backup.restore.no.file", { file }));
  const { dataFolder, databaseFile, databaseUrl } = readConfig();
  const place = { file: databaseFile, url: databaseUrl };
  prepareDataFolder(dataFolder);
  await migrate(place);
  const { progress, stop } = barToCome();
  const wish = { file: resolve(file), home: homeOf(place), dataFolder, progress };
  const { head, manifest, config } = await restore(wish).finally(stop);
  const made = new Date(head.at).toISOString();
  print([t("backup.restored", { made, rows: rowsIn(manifest), files: manifest.files.count })]);
  const changed = changedSettings(config);
  if (changed.length) print([t("backup.restored.settings"), ...changed.map((line) => `    ${line}`)]);
  return 0;
}
