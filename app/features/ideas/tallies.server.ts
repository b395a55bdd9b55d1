import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import {
  afterStep,
  loadStored,
  loadTally,
  lockIdea,
  makeUpForAudit,
  ordersOf,
  type Step,
  saveFrozen,
  saveOrders,
  saveTally,
  type Tally,
} from "./tallies.store.server";
import { saveTrends } from "./trends.store.server";

export {
  loadTallies,
  lockIdea,
  ordersOf,
  repairTally,
  type Step,
  type StoredTally,
  type Tally,
} from "./tallies.store.server";

/** Holds several ideas, in order of their numbers: nobody who does the same waits in a circle. */
export async function lockIdeas(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  for (const id of [...new Set(ids)].sort((one, next) => one - next)) await lockIdea(tx, id);
}

/** Steps the stored numbers, and the orders that follow from them, unless they stand still. The idea must be locked. */
export async function stepTally(tx: Tx, id: TopicId, step: Step): Promise<Tally> {
  const before = await loadTally(tx, id);
  if (Object.keys(step).length === 0) return tallyOf(before);
  const after = afterStep(before, step);
  await saveTally(tx, after);
  touch(tx, `topic:${id}`);
  return tallyOf(after);
}

/** While its votes are looked at, an idea keeps the place it has in every order. It must be locked. */
export async function freezeOrders(tx: Tx, id: TopicId): Promise<void> {
  await saveFrozen(tx, id, clock.now());
  touch(tx, `topic:${id}`);
}

/** It takes the places that its numbers give it now. It must be locked. */
export async function thawOrders(tx: Tx, id: TopicId): Promise<void> {
  await makeUpForAudit(tx, id, clock.now());
  await saveFrozen(tx, id, null);
  await putInOrder(tx, id);
  await saveTrends(tx, [id], clock.now());
  touch(tx, `topic:${id}`);
}

/** The orders of one idea as its numbers make them, unless they stand still. It must be locked. */
export async function putInOrder(tx: Tx, id: TopicId): Promise<void> {
  const stored = await loadStored(tx, id);
  const orders = stored && ordersOf(stored, stored);
  if (orders && Object.keys(orders).length) await saveOrders(tx, id, orders);
}

const tallyOf = ({ supporters, staffSupport, problemHavers, objections }: Tally): Tally => ({
  supporters,
  staffSupport,
  problemHavers,
  objections,
});
