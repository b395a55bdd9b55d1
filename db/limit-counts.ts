import { lte } from "drizzle-orm";
import { limitCounts } from "./schema/limits.ts";
import type { Store } from "./store.ts";

/** Forgets what no longer counts. */
export async function forgetOldCounts(db: Store, now: number): Promise<void> {
  await db.write(async (tx) => {
    await tx.delete(limitCounts).where(lte(limitCounts.expire, now));
  });
}
