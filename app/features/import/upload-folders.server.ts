import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";

/** A folder of its own, in the data folder, for the files of one import. */
export const uploadFolder = (dataFolder: string): string => uploadIn(dataFolder, randomUUID());

/** The folder of this name. */
export const uploadIn = (dataFolder: string, name: string): string => join(dataFolder, "uploads", name);

/** Its name, wherever the data folder was then. */
export const uploadName = (folder: string): string => basename(folder);

export const dropUpload = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** The names of those in which nothing has changed since. */
export async function oldFolders(dataFolder: string, since: number): Promise<string[]> {
  const all = uploadIn(dataFolder, "");
  const old: string[] = [];
  for (const name of existsSync(all) ? await readdir(all) : []) {
    const there = await stat(join(all, name)).catch(() => null); // gone by now
    if (there && there.mtimeMs <= since) old.push(name);
  }
  return old;
}
