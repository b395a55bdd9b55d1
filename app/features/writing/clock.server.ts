import type { Store } from "~db/store.ts";
import { deleteDraftsBefore } from "./drafts.store.server";
import { DRAFT_MS } from "./rules";

/** Forgets drafts that nobody went on with. */
export async function forgetOldDrafts(db: Store, now: number): Promise<void> {
  await db.write((tx) => deleteDraftsBefore(tx, now - DRAFT_MS));
}
