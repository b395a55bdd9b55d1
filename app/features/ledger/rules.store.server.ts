import { asc } from "drizzle-orm";
import { prepared } from "~db/prepared.ts";
import { ledgerRules } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";

export type RulesRow = typeof ledgerRules.$inferSelect;

const allRules = prepared((read) => read.select().from(ledgerRules).orderBy(asc(ledgerRules.version)));

/** Every version, the first first. */
export const loadRules = (read: Tx): Promise<RulesRow[]> => allRules(read, {});

/** The first version; nothing where somebody was faster. */
export async function insertFirst(tx: Tx, row: Omit<RulesRow, "version">): Promise<void> {
  await tx
    .insert(ledgerRules)
    .values({ ...row, version: 1 })
    .onConflictDoNothing();
}

export async function insertRules(tx: Tx, row: RulesRow): Promise<void> {
  await tx.insert(ledgerRules).values(row);
}
