import type { Store } from "~db/store.ts";
import { deleteKeptBefore } from "./kept-forms.store.server";
import { KEPT_MS } from "./rules";

/** Forgets forms that nobody came back for. */
export async function forgetKeptForms(db: Store, now: number): Promise<void> {
  await db.write((tx) => deleteKeptBefore(tx, now - KEPT_MS));
}
