import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { lockIdeas } from "./tallies.server";
import { loadTrends, saveTrends } from "./trends.store.server";

export { saveTrends } from "./trends.store.server";

const SLICE = 500;

/** Slides the trend of ideas on as their votes grow older, in slices; what votes made of it meanwhile is counted anew. */
export async function slideTrends(db: Store, now: number): Promise<void> {
  for (let after = 0; ; ) {
    const slice = await loadTrends(db.read, now, after, SLICE);
    const last = slice.at(-1);
    if (!last) return;
    const drifted = slice.filter(({ stored, counted }) => stored !== counted).map(({ id }) => id);
    if (drifted.length)
      await db.write(async (tx) => {
        await lockIdeas(tx, drifted); // first: a vote between the two would be lost
        await saveTrends(tx, drifted, now);
        touch(tx, ...drifted.map((id) => `topic:${id}`));
      });
    after = last.id;
  }
}
