import { and, eq, inArray, type SQLWrapper, sql } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { auditVoters } from "~db/schema/auditing.ts";
import type { Tx } from "~db/store.ts";
import { holdsToCheat } from "./scope.server";

/** Of whom an audit holds that they cheat: no tie of theirs counts. */
export async function standingCheats(read: Tx): Promise<Set<MemberId>> {
  const rows = await read.selectDistinct({ id: auditVoters.memberId }).from(auditVoters).where(holdsToCheat);
  return new Set(rows.map(({ id }) => id));
}

/** Whether an audit holds of one of these that they cheat. */
export async function isCheatAmong(read: Tx, ids: readonly MemberId[]): Promise<boolean> {
  const rows = await read
    .select({ id: auditVoters.memberId })
    .from(auditVoters)
    .where(and(inArray(auditVoters.memberId, [...ids]), holdsToCheat))
    .limit(1);
  return rows.length > 0;
}

/** That an audit holds of this member that they cheat. */
export const proofsAgainst = (read: Tx, id: SQLWrapper) =>
  read
    .select({ one: sql`1` })
    .from(auditVoters)
    .where(and(eq(auditVoters.memberId, id), holdsToCheat));
