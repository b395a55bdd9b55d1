import { log } from "~/platform/log.server";
import type { Store } from "~db/store.ts";
import { isWorkedOn, markStopped } from "./batches.server";
import { type BatchRow, batchesIn } from "./batches.store.server";
import { readingOf } from "./reading.server";
import { runBatch } from "./running.server";
import { ImportRefused } from "./sources/source";
import { undoBatch } from "./undoing.server";

export { dropOldUploads } from "./old-uploads.server";

const AT_ONCE = 20;

/**
 * Works on the imports that wait, one after the other. One whose process went away is marked, for an admin to say what
 * becomes of it; trying out and undoing simply go on.
 */
export async function runImports(db: Store, signal: AbortSignal): Promise<void> {
  for (const batch of await batchesIn(db.read, ["checking", "running", "undoing"], AT_ONCE)) {
    if (signal.aborted) return;
    try {
      await work(db, batch, signal);
    } catch (error) {
      // Whatever it is, the imports behind this one have their turn.
      if (!(error instanceof ImportRefused)) log.error({ batch: batch.id, err: error }, "an import broke");
      else log.info({ batch: batch.id, why: error.why }, "an import was refused"); // its page says so
    }
  }
}

async function work(db: Store, batch: BatchRow, signal: AbortSignal): Promise<void> {
  if (isWorkedOn(batch)) return;
  const isLeft = readingOf(batch.reading).runner !== undefined;
  const running = { signal, progress: () => {} };
  if (isLeft && batch.state === "running") await markStopped(db, batch);
  else if (batch.state === "undoing") await undoBatch(db, batch, running);
  else await runBatch(db, batch, running);
}
