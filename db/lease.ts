import { and, eq, gt, lt, or } from "drizzle-orm";
import { leases } from "./schema/facts.ts";
import type { Store } from "./store.ts";

/** Who holds it runs the clock and the reactions. */
export const SCHEDULE_LEASE = "schedule";

// Machines' clocks differ a little. What ends later than so many lives from now was taken before the clock was set back.
const MOST_LIVES = 10;

/** Takes or keeps the lease `name` for `holder` until `now + ms`. False when somebody else holds it. */
export function holdLease(db: Store, name: string, holder: string, now: number, ms: number): Promise<boolean> {
  return db.write(async (tx) => {
    const rows = await tx
      .insert(leases)
      .values({ name, holder, until: now + ms })
      .onConflictDoUpdate({
        target: leases.name,
        set: { holder, until: now + ms },
        setWhere: or(eq(leases.holder, holder), lt(leases.until, now), gt(leases.until, now + MOST_LIVES * ms)),
      })
      .returning({ name: leases.name });
    return rows.length > 0;
  });
}

/** Gives the lease back, so that the next process need not wait for it to run out. */
export async function releaseLease(db: Store, name: string, holder: string): Promise<void> {
  await db.write(async (tx) => {
    await tx.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
  });
}
