import { boardOf } from "~/features/topics/importing.server";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import type { BatchId, BoardId, MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  type BatchRow,
  type BatchState,
  deleteBatch,
  dropProblems,
  insertBatch,
  loadBatch,
  moveBatch,
  unfinishedOf,
} from "./batches.store.server";
import { breakOff } from "./breaking-off.server";
import { type BatchReading, mayLive, readingOf, readsAlike, thisProcess } from "./reading.server";
import { CHANGEABLE, isChangeable } from "./rules";
import { ImportRefused } from "./sources/source";
import { dropUpload } from "./upload-folders.server";

// Who works on a batch writes at each slice; one that is silent for so long is gone.
const SILENT_MS = 60_000;

/** What this process is working on. */
const here = new Set<BatchId>();

/** True while some process works on it. */
export function isWorkedOn(batch: BatchRow): boolean {
  const { runner } = readingOf(batch.reading);
  if (!runner || Math.abs(clock.now() - batch.movedAt) > SILENT_MS) return false; // also when the clock was set back
  const me = thisProcess();
  if (runner.host === me.host && runner.pid === me.pid) return here.has(batch.id);
  return mayLive(runner);
}

/** The batch, or not found. */
export async function batchById(read: Tx, id: BatchId): Promise<BatchRow> {
  const batch = await loadBatch(read, id);
  if (!batch) throw new Refused("not.found");
  return batch;
}

export interface NewBatch {
  source: string;
  /** What the file was called where it came from. */
  file: string;
  path: string;
  reading: BatchReading;
  boardId: BoardId | null;
  by: MemberId | null;
}

/** A new batch in this state, waiting. */
export function addBatch(tx: Tx, wanted: NewBatch, state: BatchState): Promise<BatchId> {
  const now = clock.now();
  return insertBatch(tx, { ...wanted, state, at: now, movedAt: now });
}

/**
 * The batch in which this file comes in: the one that stopped half-way, when nothing about it has changed since, or a new
 * one. `stoppedAt`: how many rows came in before. Throws ImportRefused while another process works on it. Where nobody said
 * which board, one that stopped goes on where it went before.
 */
export async function beginOrGoOn(
  db: Store,
  wanted: NewBatch,
  board: "said" | "not said" = "said",
): Promise<{ batch: BatchRow; stoppedAt: number | null }> {
  const before = await unfinishedOf(db.read, wanted.source, wanted.path);
  if (before && isWorkedOn(before)) throw new ImportRefused("import.batch.running", wanted.path);
  const isSame =
    before &&
    readsAlike(readingOf(before.reading), wanted.reading) &&
    (board === "not said" || (await boardIn(db.read, before)) === (await boardIn(db.read, wanted)));
  const runner = thisProcess(); // from the first moment: a server's clock must not take it for one that waits
  const id = await db.write(async (tx) => {
    if (!isSame) return addBatch(tx, { ...wanted, reading: { ...wanted.reading, runner } }, "running");
    const { reading, ...rest } = goingOn(before);
    const changes = { ...rest, reading: { ...reading, runner }, movedAt: clock.now() };
    await moveBatch(tx, before.id, ["running", "stopped"], changes);
    return before.id;
  });
  return { batch: await batchById(db.read, id), stoppedAt: isSame ? before.read : null };
}

// A board that was to be made may be here by now.
async function boardIn(
  read: Tx,
  { boardId, reading }: { boardId: BoardId | null; reading: Record<string, unknown> | BatchReading },
): Promise<BoardId | string> {
  const { board, name } = readingOf({ ...reading });
  return boardId ?? (await boardOf(read, board ?? name)) ?? board ?? name;
}

/** Asks for a dry run, or for the import itself. It begins when a process takes it. */
export async function startBatch(db: Store, id: BatchId, wish: "check" | "import"): Promise<void> {
  await db.write(async (tx) => {
    const state = wish === "check" ? "checking" : "running";
    const { path, reading } = await batchById(tx, id);
    if (!path) throw new Refused("import.over");
    const { runner: _, failure: __, foreseen: ___, ...rest } = reading;
    const changes = { ...NOTHING_READ, state, why: null, reading: rest, movedAt: clock.now() } as const;
    if (!(await moveBatch(tx, id, CHANGEABLE, changes))) await alreadyOr(tx, id, state, "import.over");
    else await dropProblems(tx, id);
  });
}

const NOTHING_READ = {
  ...{ total: 0, read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, comments: 0, members: 0 },
};

/** Reads the file in another way from now on. What was found when it was tried out no longer holds. */
export async function changeReading(
  db: Store,
  id: BatchId,
  { source, path, reading, boardId }: Pick<NewBatch, "source" | "reading" | "boardId"> & { path: string | null },
): Promise<void> {
  await db.write(async (tx) => {
    const { failure: _, foreseen: __, ...rest } = reading;
    const changes = { ...NOTHING_READ, source, path, reading: rest, boardId, state: "uploaded", why: null } as const;
    if (!(await moveBatch(tx, id, CHANGEABLE, { ...changes, movedAt: clock.now() }))) throw new Refused("import.over");
    await dropProblems(tx, id);
  });
}

/** Throws away a file that was sent and not imported. */
export async function discardBatch(db: Store, id: BatchId): Promise<void> {
  const upload = await db.write(async (tx) => {
    const batch = await batchById(tx, id);
    if (!isChangeable(batch.state)) throw new Refused("import.over");
    await dropProblems(tx, id);
    await deleteBatch(tx, id);
    return readingOf(batch.reading).upload;
  });
  if (upload) await dropUpload(upload);
}

function goingOn({ reading }: BatchRow): { state: "running"; why: null; reading: Record<string, unknown> } {
  const { runner: _, failure: __, ...rest } = reading;
  return { state: "running", why: null, reading: rest };
}

/** Lets one that stopped half-way go on. */
export async function goOn(db: Store, id: BatchId): Promise<void> {
  await db.write(async (tx) => {
    const changes = { ...goingOn(await batchById(tx, id)), movedAt: clock.now() };
    if (!(await moveBatch(tx, id, ["stopped"], changes))) await alreadyOr(tx, id, "running", "import.over");
  });
}

/**
 * Asks for what the batch made to be taken away. One that is running has to end first. `here`: by this process, which
 * goes on with it; else by the clock.
 */
export async function askToUndo(db: Store, id: BatchId, by: "here" | "clock"): Promise<void> {
  await db.write(async (tx) => {
    const { state, reading } = await batchById(tx, id);
    if (state === "undone" || state === "undoing") return;
    const { runner: _, failure: __, ...rest } = reading;
    const taken = by === "here" ? { ...rest, runner: thisProcess() } : rest;
    const changes = { state: "undoing", why: null, reading: taken, movedAt: clock.now() } as const;
    if (!(await moveBatch(tx, id, ["done", "stopped", "failed"], changes))) throw new Refused("import.running");
  });
}

/** Says of one that its process went away. */
export const markStopped = (db: Store, { id, reading }: BatchRow): Promise<unknown> => {
  const { runner: _, ...rest } = reading;
  return db.write((tx) => moveBatch(tx, id, ["running"], { state: "stopped", why: "import.ended", reading: rest }));
};

async function alreadyOr(tx: Tx, id: BatchId, state: BatchState, code: "import.over"): Promise<void> {
  if ((await batchById(tx, id)).state !== state) throw new Refused(code);
}

/**
 * Takes the batch for this process, works on it, and lets it go, with why where it broke. False when another process has it.
 */
export async function workOn(db: Store, batch: BatchRow, work: (batch: BatchRow) => Promise<void>): Promise<boolean> {
  if (isWorkedOn(batch)) return false;
  const reading = { ...batch.reading, runner: thisProcess() };
  const isTaken = await db.write((tx) => moveBatch(tx, batch.id, [batch.state], { reading, movedAt: clock.now() }));
  if (!isTaken) return false;
  here.add(batch.id);
  try {
    await work({ ...batch, reading });
  } catch (error) {
    await breakOff(db, batch, error).catch(() => {}); // nothing can be written: it is found left, and why is thrown on
    throw error;
  } finally {
    here.delete(batch.id);
  }
  return true;
}
