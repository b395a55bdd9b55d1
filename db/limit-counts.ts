import { gt, lte, or } from "drizzle-orm";
import { limitCounts } from "./schema/limits.ts";
import type { Store } from "./store.ts";

/** Forgets what no longer counts, and what counts for longer than `longestMs`: a clock that was wrong wrote that. */
export async function forgetOldCounts(db: Store, now: number, longestMs: number): Promise<void> {
  await db.write(async (tx) => {
    await tx.delete(limitCounts).where(or(lte(limitCounts.expire, now), gt(limitCounts.expire, now + longestMs)));
  });
}
