import { and, eq, gte, inArray } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
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

/** Where ideas moved to since a moment. */
export const movesSince = (read: Tx, then: number): Promise<FactRow[]> =>
  read
    .select()
    .from(facts)
    .where(and(eq(facts.kind, "idea.moved"), gte(facts.at, then)));

export async function namesOf(read: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .select({ id: members.id, name: members.displayName })
    .from(members)
    .where(inArray(members.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
