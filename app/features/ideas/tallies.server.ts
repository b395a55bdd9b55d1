import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { hotness } from "./rules";
import { loadTally, lockIdea, type Step, saveHot, stepRow, type Tally } from "./tallies.store.server";

export { loadTallies, lockIdea, repairTally, type Step, type StoredTally, type Tally } from "./tallies.store.server";

/** Holds several ideas, in order of their numbers: nobody who does the same waits in a circle. */
export async function lockIdeas(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  for (const id of [...new Set(ids)].sort((one, next) => one - next)) await lockIdea(tx, id);
}

/** Steps the stored numbers in SQL, and the orders that follow from them. The idea must be locked. */
export async function stepTally(tx: Tx, id: TopicId, step: Step): Promise<Tally> {
  if (Object.keys(step).length === 0) return tallyOf(await loadTally(tx, id));
  const after = await stepRow(tx, id, step);
  touch(tx, `topic:${id}`);
  if (step.supporters) await saveHot(tx, id, hotness(after.supporters, after.importedSupport, after.createdAt));
  return tallyOf(after);
}

const tallyOf = ({ supporters, staffSupport, problemHavers, objections }: Tally): Tally => ({
  supporters,
  staffSupport,
  problemHavers,
  objections,
});
