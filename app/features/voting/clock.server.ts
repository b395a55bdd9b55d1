import type { Store } from "~db/store.ts";
import { deleteArrivals } from "./voters.store.server";

export { tellSupport } from "./telling.server";

const KEPT_MS = 30 * 86_400_000;

/** From which networks guests came is kept for thirty days. */
export const forgetArrivals = (db: Store, now: number): Promise<void> =>
  db.write((tx) => deleteArrivals(tx, now - KEPT_MS));
