import { setImmediate as nextTick } from "node:timers/promises";
import type { CommentId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { type HelpfulDrift, helpfulDrifts, lastOfNext, repairHelpful } from "./recounting.store.server";
import { lockComment } from "./store.server";

const SLICE = 2_000;

/**
 * Where the stored number of helpful marks differs from the marks; `repair` makes them equal. Some comments at a time:
 * others are answered in between.
 */
export async function recountHelpful(db: Store, repair: boolean): Promise<HelpfulDrift[]> {
  const drifts: HelpfulDrift[] = [];
  let after = 0;
  for (;;) {
    const upTo = await lastOfNext(db.read, after, SLICE);
    if (upTo === null) return drifts;
    for (const { id } of await helpfulDrifts(db.read, { after, upTo }))
      drifts.push(...(await recountComment(db, id, repair)));
    after = upTo;
    await nextTick();
  }
}

// Read again under the comment's lock: a mark may have come since.
const recountComment = (db: Store, id: CommentId, repair: boolean): Promise<HelpfulDrift[]> =>
  db.write(async (tx) => {
    await lockComment(tx, id);
    const still = await helpfulDrifts(tx, { after: id - 1, upTo: id });
    if (repair) await repairHelpful(tx, still);
    touch(tx, "topics"); // a comment does not say here of which
    return still;
  });
