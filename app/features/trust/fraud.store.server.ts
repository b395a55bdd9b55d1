import { sql } from "drizzle-orm";
import { isProven } from "~/features/auditing/rules";
import type { MemberId } from "~db/ids.ts";
import { auditVoters } from "~db/schema/auditing.ts";
import type { Tx } from "~db/store.ts";

/** Whose votes an audit has taken out because one hand cast several: no tie of theirs counts. */
export async function standingCheats(read: Tx): Promise<Set<MemberId>> {
  const rows = await read
    .select({ id: auditVoters.memberId, reasons: auditVoters.reasons })
    .from(auditVoters)
    .where(sql`${auditVoters.isExcluded}`);
  return new Set(rows.filter(({ reasons }) => isProven(reasons)).map(({ id }) => id));
}
