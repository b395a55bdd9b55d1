import { and, eq, type SQLWrapper, sql } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { auditVoters } from "~db/schema/auditing.ts";
import type { Tx } from "~db/store.ts";

/** Whose votes an audit has taken out: no tie of theirs counts. */
export async function standingCheats(read: Tx): Promise<Set<MemberId>> {
  const rows = await read
    .selectDistinct({ id: auditVoters.memberId })
    .from(auditVoters)
    .where(sql`${auditVoters.isExcluded}`);
  return new Set(rows.map(({ id }) => id));
}

/** That an audit took a vote of this member out. */
export const exclusionsOf = (read: Tx, id: SQLWrapper) =>
  read
    .select({ one: sql`1` })
    .from(auditVoters)
    .where(and(eq(auditVoters.memberId, id), sql`${auditVoters.isExcluded}`));
