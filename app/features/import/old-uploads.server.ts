import type { Store } from "~db/store.ts";
import { type BatchRow, batchesWithFile, loadBatch, moveBatch } from "./batches.store.server";
import { readingOf } from "./reading.server";
import { isChangeable } from "./rules";
import { dropUpload, oldFolders, uploadIn, uploadName } from "./upload-folders.server";

const DAY_MS = 86_400_000;
const A_WEEK_MS = 7 * DAY_MS;
const AT_ONCE = 100;

/** Files that were sent and never imported go after a week; so do, after a day, those that a fault left to nobody. */
export async function dropOldUploads(db: Store, now: number, dataFolder: string): Promise<void> {
  const left = new Set(await oldFolders(dataFolder, now - DAY_MS)); // before the rows, so that none is overlooked
  for await (const batch of withFile(db)) {
    const { upload } = readingOf(batch.reading);
    if (!upload) continue;
    left.delete(uploadName(upload));
    const isNeeded = !isChangeable(batch.state) && batch.state !== "done"; // done with its file: an undoing of it broke off
    const isOld = !isNeeded && batch.movedAt <= now - A_WEEK_MS;
    if (isOld && (await letGo(db, batch))) await dropUpload(upload);
  }
  for (const folder of left) await dropUpload(uploadIn(dataFolder, folder));
}

async function* withFile(db: Store): AsyncGenerator<BatchRow> {
  for (let rows = await batchesWithFile(db.read, 0, AT_ONCE); rows.length; ) {
    yield* rows;
    rows = await batchesWithFile(db.read, rows.at(-1)?.id ?? 0, AT_ONCE);
  }
}

// Somebody may have come back to it at this moment.
const letGo = (db: Store, { id, state, movedAt }: BatchRow): Promise<boolean> =>
  db.write(async (tx) => {
    const batch = await loadBatch(tx, id);
    if (batch?.movedAt !== movedAt) return false;
    const { upload: _, ...reading } = batch.reading;
    return moveBatch(tx, id, [state], { path: null, reading });
  });
