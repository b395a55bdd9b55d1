import { mkdir, opendir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Tally } from "~db/rows.ts";

/** A file of the data folder's `files/`, by its path in it. */
export interface KeptFile {
  path: string;
  content: Buffer;
}

/** Everything in the folder, but for what is being written just now. One that goes meanwhile was forgotten by all rows. */
export async function* filesIn(folder: string): AsyncGenerator<KeptFile> {
  for await (const path of pathsIn(folder)) {
    const content = await readFile(join(folder, path)).catch(() => null);
    if (content) yield { path, content };
  }
}

async function* pathsIn(folder: string, under = ""): AsyncGenerator<string> {
  const entries = await opendir(join(folder, under)).catch(() => null); // nobody has sent a picture yet
  if (!entries) return;
  for await (const entry of entries) {
    const path = under ? `${under}/${entry.name}` : entry.name;
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) yield* pathsIn(folder, path);
    else if (entry.isFile()) yield path;
  }
}

/** Writes a file, and the folders on the way to it. */
export async function writeFileIn(folder: string, { path, content }: KeptFile): Promise<void> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await writeFile(place, content, { mode: 0o600, flush: true });
}

/** Moves everything of one folder into another of the same disk. */
export async function moveFiles(from: string, to: string): Promise<void> {
  for await (const path of pathsIn(from)) {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    await rename(join(from, path), join(to, path));
  }
}

/** Adds a file up: its name and what it says. */
export function addUpFile(tally: Tally, { path, content }: KeptFile): void {
  tally.add(Buffer.concat([Buffer.from(`${path}\n`), content]));
}
