import { and, desc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { MemberId, SanctionId } from "~db/ids.ts";
import { sanctions } from "~db/schema/convention.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";

/** A suspension as people see it. */
export interface Suspension {
  id: SanctionId;
  from: number;
  until: number;
  reason: string;
  /** Who imposed it. */
  by: string;
}

export async function insertSanction(tx: Tx, row: Omit<typeof sanctions.$inferInsert, "id">): Promise<SanctionId> {
  const [added] = await tx.insert(sanctions).values(row).returning({ id: sanctions.id });
  if (!added) throw new Error("a sanction was not stored");
  return added.id;
}

/** The suspension that runs, the one that ends last; undefined when none does. */
export async function loadRunning(read: Tx, memberId: MemberId, now: number): Promise<Suspension | undefined> {
  const { id, from, until, reason } = sanctions;
  const [row] = await read
    .select({ id, from, until, reason, by: members.displayName })
    .from(sanctions)
    .innerJoin(members, eq(members.id, sanctions.by))
    .where(and(eq(sanctions.memberId, memberId), isNull(sanctions.undoneAt), gt(until, now)))
    .orderBy(desc(until))
    .limit(1);
  return row;
}

export async function markUndone(tx: Tx, id: SanctionId, by: MemberId, at: number): Promise<void> {
  await tx
    .update(sanctions)
    .set({ undoneBy: by, undoneAt: at })
    .where(and(eq(sanctions.id, id), isNull(sanctions.undoneAt)));
}

/** Sanctions of these people, and those they imposed. What one of them undid counts as undone by who imposed it. */
export async function deleteSanctionsOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(sanctions).where(or(inArray(sanctions.memberId, these), inArray(sanctions.by, these)));
  await tx.update(sanctions).set({ undoneBy: sanctions.by }).where(inArray(sanctions.undoneBy, these));
}
