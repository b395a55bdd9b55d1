import { and, gt, inArray, lte } from "drizzle-orm";
import { keptForms } from "~db/schema/keeping.ts";
import type { Tx } from "~db/store.ts";

export type KeptRow = typeof keptForms.$inferSelect;

export async function insertKept(tx: Tx, row: KeptRow): Promise<void> {
  await tx.insert(keptForms).values(row);
}

/** The forms these hashes stand for that came after `since`, in the hashes' order: that in which they came. */
export async function loadKept(read: Tx, hashes: readonly string[], since: number): Promise<KeptRow[]> {
  if (hashes.length === 0) return [];
  const rows = await read
    .select()
    .from(keptForms)
    .where(and(inArray(keptForms.tokenHash, [...hashes]), gt(keptForms.createdAt, since)));
  return rows.sort((one, other) => hashes.indexOf(one.tokenHash) - hashes.indexOf(other.tokenHash));
}

export async function deleteKept(tx: Tx, hashes: readonly string[]): Promise<void> {
  if (hashes.length) await tx.delete(keptForms).where(inArray(keptForms.tokenHash, [...hashes]));
}

export async function deleteKeptBefore(tx: Tx, at: number): Promise<void> {
  await tx.delete(keptForms).where(lte(keptForms.createdAt, at));
}
