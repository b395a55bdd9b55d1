import { inArray, type SQL, sql } from "drizzle-orm";
import type { FactId } from "~db/ids.ts";
import { ledgerSubjects } from "~db/schema/ledger.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import type { Turn } from "./claims";

export type SubjectRow = typeof ledgerSubjects.$inferSelect;

/** What has become of subjects, by their names; those nothing happened to are absent. */
export async function statesOf(read: Tx, subjects: readonly string[]): Promise<Map<string, SubjectRow>> {
  const states = new Map<string, SubjectRow>();
  for (const some of slicesOf(subjects))
    for (const row of await read.select().from(ledgerSubjects).where(inArray(ledgerSubjects.subject, some)))
      states.set(row.subject, row);
  return states;
}

/** Writes down what a fact says of subjects. Facts may come in any order, and again: the row is the same in the end. */
export async function turnSubjects(tx: Tx, factId: FactId, turns: readonly Turn[]): Promise<void> {
  for (const { subject, turn } of turns) {
    const isState = turn === "off" || turn === "on";
    await tx
      .insert(ledgerSubjects)
      .values({
        subject,
        stateFactId: isState ? factId : 0,
        isOff: turn === "off",
        cutFactId: turn === "cut" ? factId : 0,
        endFactId: turn === "end" ? factId : null,
      })
      .onConflictDoUpdate({ target: ledgerSubjects.subject, set: changeOf(turn, factId) });
  }
}

function changeOf(turn: Turn["turn"], factId: FactId): Record<string, SQL> {
  const { stateFactId, isOff, cutFactId, endFactId } = ledgerSubjects;
  if (turn === "cut")
    return { cutFactId: sql`case when ${cutFactId} < ${factId} then ${factId} else ${cutFactId} end` };
  if (turn === "end")
    return { endFactId: sql`case when ${endFactId} <= ${factId} then ${endFactId} else ${factId} end` };
  const isLater = sql`${stateFactId} < ${factId}`;
  const said = sql`${turn === "off" ? sql`(1 = 1)` : sql`(1 = 0)`}`;
  return {
    isOff: sql`case when ${isLater} then ${said} else ${isOff} end`,
    stateFactId: sql`case when ${isLater} then ${factId} else ${stateFactId} end`,
  };
}
