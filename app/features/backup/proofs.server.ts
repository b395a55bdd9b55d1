import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { clock } from "~/platform/clock";
import { diskOf } from "~/platform/disk.server";
import { Refused } from "~/platform/refusals";
import type { Store } from "~db/store.ts";
import type { Failure, ProvenRestore } from "./backup.server";
import { backupsFolder, type KeptBackup, keptBackups, unfinished } from "./folder.server";
import { deleteNotes, saveNote } from "./notes.store.server";
import type { BroughtBack } from "./proving.server";
import { proveApart } from "./proving-apart.server";
import { reasonOf } from "./reasons";

// Left to whoever writes meanwhile.
const SPARE_BYTES = 256 * 1024 ** 2;

export interface Trying {
  dataFolder: string;
  /** Breaks off: nothing is kept, and nothing remembered. */
  signal?: AbortSignal;
  /** Restores a file into a folder that is not there yet, and compares. */
  prove?(file: string, folder: string, signal?: AbortSignal): Promise<BroughtBack>;
}

/** Restores the newest backup in a place of its own, which goes again, and remembers how it went. */
export async function proveNewest(db: Store, trying: Trying): Promise<ProvenRestore> {
  const at = clock.now();
  try {
    const restored = await restoreNewest(db, trying);
    const proven = { at, ...restored, seconds: (clock.now() - at) / 1000 };
    await rememberProof(db, proven);
    return proven;
  } catch (error) {
    if (!trying.signal?.aborted) await rememberFailure(db, { at, why: reasonOf(error) });
    throw error;
  }
}

async function restoreNewest(
  db: Store,
  { dataFolder, signal, prove = proveApart }: Trying,
): Promise<BroughtBack & { file: string }> {
  const [newest] = await keptBackups(dataFolder);
  if (!newest) throw new Refused("backup.missing");
  await refuseWithoutRoom(db, dataFolder, newest);
  const folder = join(backupsFolder(dataFolder), unfinished(randomUUID()));
  try {
    return { file: newest.name, ...(await prove(join(backupsFolder(dataFolder), newest.name), folder, signal)) };
  } finally {
    await rm(folder, { recursive: true, force: true }); // here, as a process that was killed can't
  }
}

// Rows come in by one transaction: they lie in the log beside the file until it ends. People who write meanwhile have
// nothing of a proof that filled the disk.
async function refuseWithoutRoom(db: Store, dataFolder: string, { bytes }: KeptBackup): Promise<void> {
  const disk = await diskOf(backupsFolder(dataFolder)); // where it is unpacked; it may be another than the data's
  if (disk && disk.free < 2 * (await db.size()) + bytes + SPARE_BYTES) throw new Refused("backup.proof.room");
}

const rememberProof = (db: Store, proven: ProvenRestore): Promise<void> =>
  db.write(async (tx) => {
    await saveNote(tx, "proven", proven);
    await deleteNotes(tx, ["unproven"]);
  });

const rememberFailure = (db: Store, failure: Failure): Promise<void> =>
  db.write((tx) => saveNote(tx, "unproven", failure));
