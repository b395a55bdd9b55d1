import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { clock } from "~/platform/clock";
import { filesFolder } from "~/platform/files.server";
import { openSnapshot } from "~db/copying.server.ts";
import { shapes } from "~db/shapes.ts";
import type { Home } from "~db/store.ts";
import { flushFolder, prepareFolder, unfinished } from "./folder.server";
import type { Manifest } from "./format.server";
import { newTar, type Packing, packAll } from "./packing.server";

// Rows shrink to a seventh at once; three more levels take twice as long for a twentieth.
const LEVEL = 3;

export interface Making {
  home: Home;
  dataFolder: string;
  /** Where it goes; what is there is replaced when the new one is whole. */
  to: string;
  withSecrets: boolean;
  /** Hears how many rows are in by now, of all. */
  progress(rows: number, all: number): void;
  /** Breaks off: nothing is kept. */
  signal?: AbortSignal;
}

export interface Made {
  /** The moment it shows. */
  at: number;
  bytes: number;
  seconds: number;
  manifest: Manifest;
}

/** Writes everything into one file, as it is at this moment, while others go on. Whole and on disk, or not there. */
export async function makeBackup({ home, dataFolder, to, withSecrets, progress, signal }: Making): Promise<Made> {
  const at = clock.now();
  const folder = dirname(to);
  const growing = join(folder, unfinished(basename(to)));
  await prepareFolder(folder);
  await rm(growing, { force: true });
  const snapshot = await openSnapshot(home);
  try {
    let all = 0;
    for (const shape of shapes) all += await snapshot.count(shape);
    const hear = (rows: number): void => {
      signal?.throwIfAborted();
      progress(rows, all);
    };
    const { manifest, bytes } = await write(growing, {
      ...{ snapshot, files: filesFolder(dataFolder), withSecrets },
      progress: hear,
    });
    await rename(growing, to);
    await flushFolder(folder);
    return { at, bytes, seconds: (clock.now() - at) / 1000, manifest };
  } catch (error) {
    await rm(growing, { force: true });
    throw error;
  } finally {
    await snapshot.close();
  }
}

async function write(growing: string, packing: Packing): Promise<{ manifest: Manifest; bytes: number }> {
  const tar = newTar();
  const file = createWriteStream(growing, { mode: 0o600, flush: true, flags: "wx" }); // nobody's file, who could read it
  const writing = pipeline(tar, createGzip({ level: LEVEL }), file);
  const packed = packAll(tar, packing).catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error))); // or the file would wait for more
    throw error;
  });
  await Promise.allSettled([packed, writing]); // whichever fails, the other lets go of the file first
  const [manifest] = await Promise.all([packed, writing]);
  return { manifest, bytes: file.bytesWritten };
}
