import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { type HelpfulDrift, helpfulDrifts, repairHelpful } from "./recounting.store.server";
import { lockComment } from "./store.server";

/** Where the stored number of helpful marks differs from the marks; `repair` makes them equal. */
export async function recountHelpful(db: Store, repair: boolean): Promise<HelpfulDrift[]> {
  const drifts: HelpfulDrift[] = [];
  for (const { id } of await helpfulDrifts(db.read)) {
    // Read again under the comment's lock: a mark may have come since.
    const found = await db.write(async (tx) => {
      await lockComment(tx, id);
      const still = await helpfulDrifts(tx, id);
      if (repair && still.length) {
        await repairHelpful(tx, still);
        touch(tx, "topics");
      }
      return still;
    });
    drifts.push(...found);
  }
  return drifts;
}
