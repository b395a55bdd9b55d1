import { and, asc, eq, gt, lte, max, sql } from "drizzle-orm";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { ledgerCatchUps } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";

const NAME = "facts";

/** How far the ledger has read what was recorded before it was kept. */
export async function loadCatchUp(read: Tx): Promise<{ factId: number; isDone: boolean }> {
  const [row] = await read.select().from(ledgerCatchUps).where(eq(ledgerCatchUps.name, NAME));
  return row ?? { factId: 0, isDone: false };
}

export async function saveCatchUp(tx: Tx, factId: number, isDone: boolean): Promise<void> {
  await tx
    .insert(ledgerCatchUps)
    .values({ name: NAME, factId, isDone })
    .onConflictDoUpdate({ target: ledgerCatchUps.name, set: { factId, isDone } });
}

export async function lastFact(read: Tx): Promise<number> {
  const [row] = await read.select({ id: max(facts.id) }).from(facts);
  return row?.id ?? 0;
}

/** Facts whose ids are in (after, upTo], in order. */
export function factsAfter(read: Tx, after: number, upTo: number): Promise<FactRow[]> {
  return read
    .select()
    .from(facts)
    .where(and(gt(facts.id, sql`${after}`), lte(facts.id, sql`${upTo}`)))
    .orderBy(asc(facts.id));
}
