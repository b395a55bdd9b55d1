import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type MovedTable, moveHome } from "~/features/backup/moving.server";
import { type Config, prepareDataFolder, readConfig } from "~/platform/config.server";
import { migrate, migratePostgres, migrateSqlite } from "~db/migrate.ts";
import type { Engine } from "~db/rows.ts";
import type { Home } from "~db/store.ts";
import { BadUse, Unable } from "./explain.server";
import { barToCome, optionsOf, print, t } from "./terminal.server";

const OPTIONS = { from: "string", to: "string", file: "string" } as const;

/** `canyu migrate`: brings the database to this program's schema; `--from X --to Y` copies it to the other engine. */
export async function run(words: string[]): Promise<number> {
  const { from, to, file } = optionsOf(words, OPTIONS).values;
  const config = readConfig();
  prepareDataFolder(config.dataFolder);
  if (from || to || file) return move(homeCalled(from, file, config), homeCalled(to, file, config));
  await migrate({ file: config.databaseFile, url: config.databaseUrl });
  print([t("terminal.migrated")]);
  return 0;
}

async function move(from: Home, to: Home): Promise<number> {
  if (from.engine === to.engine) throw new BadUse(t("terminal.migrate.engines"));
  if (from.engine === "sqlite" && !existsSync(from.file))
    throw new Unable(t("terminal.migrate.no.file", { file: from.file }));
  if (to.engine === "postgres") await migratePostgres(to.url ?? "");
  else migrateSqlite(to.file);
  const { progress, stop } = barToCome();
  const tables = await moveHome({ from, to, progress }).finally(stop);
  print(tables.filter(({ after }) => after.rows > 0).map(lineFor));
  const rows = tables.reduce((sum, { after }) => sum + after.rows, 0);
  print([t("terminal.migrate.moved", { rows, tables: tables.length })]);
  return 0;
}

const lineFor = ({ name, after: { rows, sum } }: MovedTable): string =>
  t("terminal.migrate.table", { name, rows, sum });

function homeCalled(engine: unknown, file: unknown, { databaseFile, databaseUrl }: Config): Home {
  if (!isEngine(engine)) throw new BadUse(t("terminal.migrate.engines"));
  if (!databaseUrl) throw new Unable(t("terminal.migrate.url"));
  return { engine, file: typeof file === "string" ? resolve(file) : databaseFile, url: databaseUrl };
}

const isEngine = (word: unknown): word is Engine => word === "sqlite" || word === "postgres";
