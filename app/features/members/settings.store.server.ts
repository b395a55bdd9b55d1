import { inArray } from "drizzle-orm";
import { settings } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

export function loadSettings(read: Tx): Promise<Array<{ key: string; value: unknown }>> {
  return read.select().from(settings).limit(1_000);
}

export async function saveSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

export async function deleteSettings(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.delete(settings).where(inArray(settings.key, [...keys]));
}
