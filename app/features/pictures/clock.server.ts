import type { Store } from "~db/store.ts";
import { fileNames, removeOld } from "./folder.server";
import { deleteUnused, knownHashes } from "./store.server";

const DAY = 86_400_000;
// A week: the text may still be open in somebody's browser.
const UNUSED_MS = 7 * DAY;
const AT_ONCE = 500;
const HASH_LENGTH = 43;

/** Forgets pictures that no text shows. Nobody sees them from here on; their files are swept away later. */
export async function forgetUnusedPictures(db: Store, now: number): Promise<void> {
  await db.write((tx) => deleteUnused(tx, now - UNUSED_MS, AT_ONCE));
}

/** Removes files of no picture: of what was forgotten, and what a fault left half-way. Young ones wait for their row. */
export async function sweepPictures(db: Store, now: number, dataFolder: string): Promise<void> {
  for await (const names of fileNames(dataFolder, AT_ONCE))
    await db.write(async (tx) => {
      const known = await knownHashes(tx, names.map(hashIn));
      for (const name of names) if (!known.has(hashIn(name))) await removeOld(dataFolder, name, now - DAY);
    });
}

const hashIn = (name: string): string => name.slice(0, HASH_LENGTH);
