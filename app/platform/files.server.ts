import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The folder of the files people sent, in the data folder. */
export const filesFolder = (dataFolder: string): string => join(dataFolder, "files");

/** Writes a file whole: whoever asks for it meanwhile gets all of it or nothing. */
export async function writeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${randomUUID()}`);
  try {
    await writeFile(unfinished, bytes, { flush: true });
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true }); // where there is no room, half a file takes what is left
    throw error;
  }
}

/** Keeps a WebP picture under the hash of its content; returns its name. The same picture again is the same file. */
export async function keepPicture(dataFolder: string, bytes: Buffer): Promise<string> {
  const name = `${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}.webp`;
  await writeWhole(filesFolder(dataFolder), name, bytes);
  return name;
}

export const dropPicture = (dataFolder: string, name: string): Promise<void> =>
  rm(join(filesFolder(dataFolder), name), { force: true });

/** Where a kept file is asked for. */
export const addressOf = (name: string): string => `/files/${name}`;
