import type { Store } from "~db/store.ts";
import { deleteLinksBefore } from "./links.store.server";
import { deleteCodesBefore } from "./mail-codes.store.server";
import { deleteExpiredSessions } from "./sessions.store.server";

/** Forgets sessions that have run out. */
export async function endOldSessions(db: Store, now: number): Promise<void> {
  await db.write((tx) => deleteExpiredSessions(tx, now));
}

// Long enough to tell who comes late what became of their link.
const REMEMBERED_MS = 7 * 86_400_000;

/** Forgets links and codes of a week ago. */
export async function forgetOldLinks(db: Store, now: number): Promise<void> {
  await db.write(async (tx) => {
    await deleteLinksBefore(tx, now - REMEMBERED_MS);
    await deleteCodesBefore(tx, now - REMEMBERED_MS);
  });
}
