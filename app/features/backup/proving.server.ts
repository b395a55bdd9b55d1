import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { filesFolder } from "~/platform/files.server";
import { Refused } from "~/platform/refusals";
import { migrateSqlite } from "~db/migrate.ts";
import { Tally } from "~db/rows.ts";
import { addUpFile, filesIn } from "./files.server";
import { backupsFolder, prepareFolder, unfinished } from "./folder.server";
import type { Manifest } from "./format.server";
import { restore } from "./restoring.server";

/**
 * Really restores a backup into a folder of its own, which goes again: rows into a SQLite file, whichever engine they came
 * from, files beside it. Refused when one row or file is not what the backup says.
 */
export async function prove(file: string, dataFolder: string): Promise<Manifest> {
  const folder = join(backupsFolder(dataFolder), unfinished(randomUUID()));
  try {
    await prepareFolder(folder);
    const home = { engine: "sqlite" as const, file: join(folder, "canyu.db") };
    migrateSqlite(home.file);
    const { manifest } = await restore({ file, home, dataFolder: folder, progress: () => {} });
    await refuseOtherFiles(filesFolder(folder), manifest.files);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function refuseOtherFiles(folder: string, { count, sum }: Manifest["files"]): Promise<void> {
  const tally = new Tally();
  for await (const file of filesIn(folder)) addUpFile(tally, file);
  if (tally.sum.rows !== count || tally.sum.sum !== sum) throw new Refused("backup.altered");
}
