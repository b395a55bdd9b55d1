import { createHash } from "node:crypto";
import { access, opendir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesFolder, writeWhole } from "~/platform/files.server";
import type { MemberId } from "~db/ids.ts";

/** A picture as it lies in the folder: the whole of it, and a small one beside for lists. */
export interface PictureFiles {
  bytes: Buffer;
  small: Buffer;
}

const folderIn = (dataFolder: string): string => join(filesFolder(dataFolder), "pictures");
const nameOf = (hash: string, isSmall: boolean): string => `${hash}${isSmall ? "-small" : ""}.webp`;

/** What names a picture: SHA-256 of the WebP and of who sent it, in base64url. Two who send the same have one each. */
export const hashOf = (bytes: Buffer, sender: MemberId): string =>
  createHash("sha256").update(bytes).update(`sent by ${sender}`).digest("base64url");

export async function writePicture(dataFolder: string, hash: string, { bytes, small }: PictureFiles): Promise<void> {
  await writeWhole(folderIn(dataFolder), nameOf(hash, true), small);
  await writeWhole(folderIn(dataFolder), nameOf(hash, false), bytes);
}

export const hasPicture = (dataFolder: string, hash: string): Promise<boolean> =>
  access(join(folderIn(dataFolder), nameOf(hash, false))).then(
    () => true,
    () => false,
  );

/** The file; null when it is not there. */
export const readPicture = (dataFolder: string, hash: string, isSmall: boolean): Promise<Buffer | null> =>
  readFile(join(folderIn(dataFolder), nameOf(hash, isSmall))).catch(() => null);

/** The names of all files in the folder, some at a time. */
export async function* fileNames(dataFolder: string, atOnce: number): AsyncGenerator<string[]> {
  const folder = await opendir(folderIn(dataFolder)).catch(() => null); // nobody has sent one yet
  if (!folder) return;
  let names: string[] = [];
  for await (const { name } of folder) {
    names.push(name);
    if (names.length < atOnce) continue;
    yield names;
    names = [];
  }
  if (names.length) yield names;
}

/** Removes a file, unless it was written since `before`. */
export async function removeOld(dataFolder: string, name: string, before: number): Promise<void> {
  const path = join(folderIn(dataFolder), name);
  const found = await stat(path).catch(() => null);
  if (found && found.mtimeMs < before) await rm(path, { force: true });
}
