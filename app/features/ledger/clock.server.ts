import type { Store } from "~db/store.ts";
import { factsAfter, lastFact, loadCatchUp, saveCatchUp } from "./catching-up.store.server";
import { enter } from "./entering.server";
import { ledgerFact } from "./facts-read";

const SLICE = 100;
const A_TIME_MS = 400;

/**
 * Enters what was recorded before there was a ledger, some at a time. What is recorded meanwhile is entered by its
 * reactions, and entering it here, too, changes nothing.
 */
export async function catchUpLedger(db: Store): Promise<void> {
  const until = performance.now() + A_TIME_MS;
  while (performance.now() < until && !(await enterSlice(db)));
}

/** True when nothing is left. */
async function enterSlice(db: Store): Promise<boolean> {
  const { factId: after, isDone } = await loadCatchUp(db.read);
  if (isDone) return true;
  const last = await lastFact(db.read);
  const upTo = Math.min(after + SLICE, last);
  const facts = await factsAfter(db.read, after, upTo);
  await db.write(async (tx) => {
    for (const row of facts) {
      const fact = ledgerFact(row);
      if (fact) await enter(tx, fact);
    }
    await saveCatchUp(tx, upTo, upTo === last);
  });
  return upTo === last;
}
