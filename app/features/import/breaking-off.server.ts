import { clock } from "~/platform/clock";
import type { Store } from "~db/store.ts";
import { type BatchRow, type BatchState, loadBatch, moveBatch } from "./batches.store.server";
import { ImportRefused } from "./sources/source";
import { topicCount } from "./undoing.store.server";

/** Writes down that a batch could not go on, and why; where it was nobody's file, only that it broke. */
export async function breakOff(db: Store, { id, state }: BatchRow, error: unknown): Promise<void> {
  const { why, values } = error instanceof ImportRefused ? error : { why: "import.broke", values: {} };
  await db.write(async (tx) => {
    const { runner: _, ...reading } = (await loadBatch(tx, id))?.reading ?? {};
    const to = stateAfter(state, await topicCount(tx, id));
    const changes = { state: to, why, reading: { ...reading, failure: values }, movedAt: clock.now() };
    await moveBatch(tx, id, [state], changes);
  });
}

// What came in can be gone on with, or undone; what broke while it was being undone can be undone again.
function stateAfter(state: BatchState, made: number): BatchState {
  if (state === "undoing") return "done";
  return made > 0 ? "stopped" : "failed";
}
