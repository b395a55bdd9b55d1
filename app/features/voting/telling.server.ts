import { setImmediate as nextTick } from "node:timers/promises";
import type { TopicId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { nextTelling } from "./bands";
import { deleteTold, isWeighedOnce, saveTold, type Tellable, tellableAfter } from "./telling.store.server";

const DAY_MS = 86_400_000;
const IDEAS_A_LOOK = 200;

/** The midnight up to which all ideas were looked at. A program that starts looks again: nothing is told twice a day. */
const toldUpTo = new WeakMap<Store, number>();

/**
 * Once a day (UTC), who weighs how much on each idea is told anew, where that gives nobody away. Never before the first
 * weighing: everybody is a guest then.
 */
export async function tellSupport(db: Store, now: number): Promise<void> {
  const midnight = now - (now % DAY_MS);
  if (toldUpTo.get(db) === midnight || !(await isWeighedOnce(db.read))) return;
  for (let after = 0; ; ) {
    const some = await tellableAfter(db.read, { after, midnight, limit: IDEAS_A_LOOK });
    await tellOf(db, some, midnight);
    after = some.at(-1)?.id ?? after;
    if (some.length < IDEAS_A_LOOK) break;
    await nextTick();
  }
  toldUpTo.set(db, midnight);
}

async function tellOf(db: Store, some: readonly Tellable[], midnight: number): Promise<void> {
  const told = some.filter((idea) => nextTelling(idea) === "tell");
  const gone = some.filter((idea) => nextTelling(idea) === "forget").map(({ id }) => id);
  if (!told.length && !gone.length) return;
  await db.write(async (tx) => {
    const changed: TopicId[] = [...(await saveTold(tx, told, midnight)), ...(await deleteTold(tx, gone, midnight))];
    touch(tx, ...changed.map((id) => `topic:${id}`));
  });
}
