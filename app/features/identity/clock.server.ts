import type { Store } from "~db/store.ts";
import { deleteLinksBefore } from "./links.store.server";
import { deleteCodesBefore } from "./mail-codes.store.server";
import { SESSION_DAYS } from "./rules";
import { deleteExpiredSessions, shortenSessions } from "./sessions.store.server";

const DAY = 86_400_000;
const LIFE_MS = SESSION_DAYS * DAY;

/** Forgets sessions that have run out. Those that began while the clock was ahead live as long as others, from now on. */
export async function endOldSessions(db: Store, now: number): Promise<void> {
  await db.write(async (tx) => {
    await deleteExpiredSessions(tx, now);
    await shortenSessions(tx, { longest: now + LIFE_MS + DAY, to: now + LIFE_MS });
  });
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
