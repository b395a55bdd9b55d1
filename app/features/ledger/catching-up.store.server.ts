import { and, asc, eq, gt, lt, lte, max, notInArray, sql } from "drizzle-orm";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { ledgerCatchUps } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";

const FACTS = "facts";
const REPORTS = "reports";

export type CatchUp = typeof ledgerCatchUps.$inferSelect;

/** How far the ledger has read what was recorded before it was kept. */
export async function loadCatchUp(read: Tx): Promise<Omit<CatchUp, "name">> {
  const [row] = await read.select().from(ledgerCatchUps).where(eq(ledgerCatchUps.name, FACTS));
  return row ?? { factId: 0, isDone: false };
}

export const saveCatchUp = (tx: Tx, factId: number, isDone: boolean): Promise<void> =>
  put(tx, { name: FACTS, factId, isDone });

/** Up to which fact decisions about reports were entered. */
export async function reportsUpTo(read: Tx): Promise<number> {
  const [row] = await read.select().from(ledgerCatchUps).where(eq(ledgerCatchUps.name, REPORTS));
  return row?.factId ?? 0;
}

export const saveReportsUpTo = (tx: Tx, factId: number): Promise<void> =>
  put(tx, { name: REPORTS, factId, isDone: false });

/** Some decisions about reports behind a fact, in order: all, or those made before a moment. */
export function reportsAfter(
  read: Tx,
  after: number,
  { until, limit }: { until?: number; limit: number },
): Promise<FactRow[]> {
  return read
    .select()
    .from(facts)
    .where(
      and(
        ...[eq(facts.kind, "report.decided"), gt(facts.id, sql`${after}`)],
        until === undefined ? undefined : lt(facts.at, until),
      ),
    )
    .orderBy(asc(facts.id))
    .limit(limit);
}

/** Has the clock look at all that hangs on a subject, from its first claim on. */
export const askAgain = (tx: Tx, subject: string): Promise<void> =>
  put(tx, { name: subject, factId: 0, isDone: false });

async function put(tx: Tx, row: CatchUp): Promise<void> {
  await tx.insert(ledgerCatchUps).values(row).onConflictDoUpdate({ target: ledgerCatchUps.name, set: row });
}

/** Of what is being caught up with, what many claims hang on. */
export const isSubject = notInArray(ledgerCatchUps.name, [FACTS, REPORTS]);

/** A subject that was asked for, and how far it was looked at. */
export async function nextAsked(read: Tx): Promise<CatchUp | undefined> {
  const [row] = await read.select().from(ledgerCatchUps).where(isSubject).limit(1);
  return row;
}

const isAsItWas = ({ name, factId }: CatchUp) => and(eq(ledgerCatchUps.name, name), eq(ledgerCatchUps.factId, factId));

/** Has whoever asks again wait until the transaction ends. False where somebody has meanwhile: then it begins anew. */
export async function holdAsked(tx: Tx, asked: CatchUp): Promise<boolean> {
  const { factId } = asked;
  const rows = await tx
    .update(ledgerCatchUps)
    .set({ factId })
    .where(isAsItWas(asked))
    .returning({ factId: ledgerCatchUps.factId });
  return rows.length > 0;
}

export async function saveAsked(tx: Tx, asked: CatchUp, factId: number): Promise<void> {
  await tx.update(ledgerCatchUps).set({ factId }).where(isAsItWas(asked));
}

export async function forgetAsked(tx: Tx, asked: CatchUp): Promise<void> {
  await tx.delete(ledgerCatchUps).where(isAsItWas(asked));
}

/** The last fact there is; 0 without any. */
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
