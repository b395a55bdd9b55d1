import { join } from "node:path";
import { filesFolder } from "~/platform/files.server";
import { Refused } from "~/platform/refusals";
import { migrateSqlite } from "~db/migrate.ts";
import { Tally } from "~db/rows.ts";
import { addUpFile, filesIn } from "./files.server";
import { prepareFolder } from "./folder.server";
import type { Manifest } from "./format.server";
import { restore, rowsIn } from "./restoring.server";

/** How much came back. */
export interface BroughtBack {
  rows: number;
  files: number;
}

/**
 * Really restores a backup into a folder: rows into a SQLite file, whichever engine they came from, files beside it.
 * Refused when one row or file is not what the backup says. Whoever named the folder removes it.
 */
export async function prove(file: string, folder: string): Promise<BroughtBack> {
  await prepareFolder(folder);
  const home = { engine: "sqlite" as const, file: join(folder, "canyu.db") };
  migrateSqlite(home.file);
  const { manifest } = await restore({ file, home, dataFolder: folder, progress: () => {} });
  await refuseOtherFiles(filesFolder(folder), manifest.files);
  return { rows: rowsIn(manifest), files: manifest.files.count };
}

async function refuseOtherFiles(folder: string, { count, sum }: Manifest["files"]): Promise<void> {
  const tally = new Tally();
  for await (const file of filesIn(folder)) addUpFile(tally, file);
  if (tally.sum.rows !== count || tally.sum.sum !== sum) throw new Refused("backup.altered");
}
