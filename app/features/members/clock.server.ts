import type { Store } from "~db/store.ts";
import { skeletonOf } from "./names";
import { fillIn, withoutSkeleton } from "./store.server";

const NAMES_A_WRITE = 200;

/** Works out how the names look that came before anybody did: until none is left, so at the next start nothing is. */
export async function fillSkeletons(db: Store): Promise<void> {
  for (;;) {
    const rows = await withoutSkeleton(db.read, NAMES_A_WRITE);
    if (rows.length === 0) return;
    const filled = rows.map(({ id, displayName }) => ({ id, skeleton: skeletonOf(displayName) }));
    await db.write((tx) => fillIn(tx, filled));
  }
}
