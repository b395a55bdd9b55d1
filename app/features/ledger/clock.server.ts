import { GRACE_MS } from "~/platform/clock";
import type { FactRow } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";
import { seasonOf } from "./calendar";
import {
  factsAfter,
  lastFact,
  loadCatchUp,
  reportsAfter,
  reportsUpTo,
  saveCatchUp,
  saveReportsUpTo,
} from "./catching-up.store.server";
import { enter } from "./entering.server";
import { readableFact } from "./facts-read";
import { rulebook } from "./ruling.server";
import { restandSome } from "./turning.server";

const SLICE = 100;
const A_TIME_MS = 400;

/**
 * Enters what was recorded before there was a ledger, and looks at what hangs on whoever gave much, some at a time. What is
 * recorded meanwhile is entered by its reactions, and entering it here, too, changes nothing.
 */
export async function catchUpLedger(db: Store): Promise<void> {
  const until = performance.now() + A_TIME_MS;
  while (performance.now() < until && !(await enterSlice(db)));
  while (performance.now() < until && !(await restandSome(db)));
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
      const fact = readableFact(row);
      if (fact) await enter(tx, fact);
    }
    await saveCatchUp(tx, upTo, upTo === last);
  });
  return upTo === last;
}

const FEWEST_THANKED = 3;
const LONGEST_WAIT_DAYS = 7;

const isThanked = ({ by, details }: FactRow): boolean => details.isUpheld === true && details.reporter !== by;

/**
 * Enters what moderators decided about reports, all of a day once it is over, and together with those of two others: were it
 * at once, whoever's words went would see whose points rise. None waits longer than a week, or beyond its season.
 */
export async function enterReports(db: Store, now: number): Promise<void> {
  const book = await rulebook(db.read);
  const today = book.dayOf(now);
  const isOver = ({ at }: FactRow): boolean => book.dayOf(at) < book.dayOf(now - GRACE_MS);
  const isLate = ({ at }: FactRow): boolean =>
    book.dayOf(at) <= today - LONGEST_WAIT_DAYS || seasonOf(book.dayOf(at)) !== seasonOf(today);
  for (;;) {
    const decided = await reportsAfter(db.read, await reportsUpTo(db.read), { limit: SLICE });
    // With what lies between them: a clock that was ahead dated it too late.
    const over = decided.slice(0, decided.findLastIndex(isOver) + 1);
    const thanked = new Set(over.filter(isThanked).map(({ details }) => details.reporter));
    const last = over.at(-1);
    if (!last || (thanked.size < FEWEST_THANKED && !over.some(isLate))) return;
    await db.write(async (tx) => {
      for (const row of over) {
        const fact = readableFact(row);
        if (fact) await enter(tx, fact);
      }
      await saveReportsUpTo(tx, last.id);
    });
  }
}
