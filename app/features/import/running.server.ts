import { existsSync } from "node:fs";
import { clock } from "~/platform/clock";
import type { BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { workOn } from "./batches.server";
import { type BatchCounts, type BatchRow, loadBatch, moveBatch } from "./batches.store.server";
import { type ImportReport, importIdeas } from "./import.server";
import { howToRead, readingOf } from "./reading.server";
import { ImportRefused } from "./sources/source";
import { isSourceName, sourceOf } from "./sources.server";
import { dropUpload } from "./upload-folders.server";

interface Running {
  signal: AbortSignal;
  progress(read: number): void;
}

/**
 * Brings a batch in, or tries it out, from where it came to last. Told to stop, it ends behind its slice and waits for the
 * next process. Null when another process works on it.
 */
export async function runBatch(db: Store, batch: BatchRow, running: Running): Promise<ImportReport | null> {
  let report: ImportReport | null = null;
  await workOn(db, batch, async (taken) => {
    report = await bringIn(db, taken, running);
  });
  return report;
}

async function bringIn(db: Store, batch: BatchRow, { signal, progress }: Running): Promise<ImportReport> {
  const isDryRun = batch.state === "checking";
  const { id, path } = batch;
  const reading = readingOf(batch.reading);
  if (!isSourceName(batch.source) || !path || !existsSync(path))
    throw new ImportRefused("import.place.not.there", batch.file);
  const source = sourceOf(batch.source, howToRead(reading));
  const total = batch.total || (await source.count(path));
  await db.write((tx) => moveBatch(tx, id, [batch.state], { total, movedAt: clock.now() }));
  const board: BoardId | string = batch.boardId ?? reading.board ?? reading.name;
  const wish = { name: reading.name, source, place: path, board, isDryRun, progress, signal };
  const report = await importIdeas(db, { ...wish, batch: { id, counts: countsOf(batch) } });
  await letGo(db, id, signal.aborted ? batch.state : isDryRun ? "checked" : "done");
  return report;
}

const countsOf = ({ read, created, updated, unchanged, skipped, comments, members }: BatchRow): BatchCounts => ({
  ...{ read, created, updated, unchanged, skipped, comments, members },
});

async function letGo(db: Store, id: BatchRow["id"], state: BatchRow["state"]): Promise<void> {
  const gone = await db.write(async (tx) => {
    const batch = await loadBatch(tx, id);
    if (!batch) return null;
    const { runner: _, upload, ...rest } = readingOf(batch.reading);
    const isOver = state === "done";
    const changes = isOver ? { path: null, reading: rest } : { reading: { ...rest, ...(upload && { upload }) } };
    await moveBatch(tx, id, [batch.state], { state, movedAt: clock.now(), ...changes });
    return isOver ? upload : null;
  });
  if (gone) await dropUpload(gone);
}
