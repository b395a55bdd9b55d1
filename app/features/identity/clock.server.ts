import type { Store } from "~db/store.ts";
import { deleteExpiredSessions } from "./store.server";

/** Forgets sessions that have run out. */
export async function endOldSessions(db: Store, now: number): Promise<void> {
  await db.write((tx) => deleteExpiredSessions(tx, now));
}
