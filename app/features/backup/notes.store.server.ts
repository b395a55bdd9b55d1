import { and, eq, inArray } from "drizzle-orm";
import { backupNotes } from "~db/schema/backup.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";

/** What came of backups, and who waits for one, by name. */
export type NoteName = "last" | "daily" | "failed" | "asked" | "proven" | "unproven";

export async function loadNotes(read: Tx): Promise<ReadonlyMap<string, unknown>> {
  const rows = await read.select().from(backupNotes);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export async function saveNote(tx: Tx, key: NoteName, value: unknown): Promise<void> {
  await tx.insert(backupNotes).values({ key, value }).onConflictDoUpdate({ target: backupNotes.key, set: { value } });
  touch(tx, "backups");
}

export async function deleteNotes(tx: Tx, keys: readonly NoteName[]): Promise<void> {
  await tx.delete(backupNotes).where(inArray(backupNotes.key, [...keys]));
  touch(tx, "backups");
}

/** Nobody waits since then any more. Who asked again meanwhile still does. */
export async function deleteWish(tx: Tx, since: number): Promise<void> {
  const asked: NoteName = "asked";
  await tx.delete(backupNotes).where(and(eq(backupNotes.key, asked), eq(backupNotes.value, since)));
  touch(tx, "backups");
}
