import type { BatchId } from "~db/ids.ts";
import { cursorOf, pageOf, timeAndIdIn } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import { type BatchView, batchView } from "./batch-view.server";
import { loadBatches } from "./batches.store.server";

const A_PAGE = 20;
const LIST = "imports";

export type BatchLine = BatchView & { by: string | null };

/** All imports, the latest first. */
export async function batchList(
  db: Store,
  after: string | null,
): Promise<{ batches: BatchLine[]; next: string | null }> {
  const behind = after ? timeAndIdIn<BatchId>(LIST, after) : null;
  const rows = await loadBatches(db.read, behind, A_PAGE + 1);
  const { shown, next } = pageOf(rows, A_PAGE, ({ batch }) => cursorOf(LIST, batch.at, batch.id));
  return { batches: shown.map(({ batch, by }) => ({ ...batchView(batch), by })), next };
}
