import { gte, inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { ClaimRow } from "./store.server";

export type PreviewClaim = Pick<
  ClaimRow,
  "factId" | "kind" | "memberId" | "stands" | "points" | "day" | "giverId" | "giverWeight" | "ruleVersion"
>;

/** Everybody's claims from a day on. */
export function claimsSince(read: Tx, day: number): Promise<PreviewClaim[]> {
  const { factId, kind, memberId, stands, points, day: its, giverId, giverWeight, ruleVersion } = ledgerClaims;
  return read
    .select({ factId, kind, memberId, stands, points, day: its, giverId, giverWeight, ruleVersion })
    .from(ledgerClaims)
    .where(gte(its, day));
}

export async function namesOf(read: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: members.id, name: members.displayName })
    .from(members)
    .where(inArray(members.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
