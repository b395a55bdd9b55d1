import { and, eq, gt, lte, sql } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import { contributionScores, contributions, ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";
import type { ClaimKey, ClaimRow } from "./store.server";

export type SubjectRow = typeof ledgerSubjects.$inferSelect;

/** All that was ever turned, by its name. */
export async function allStates(read: Tx): Promise<Map<string, SubjectRow>> {
  return new Map((await read.select().from(ledgerSubjects)).map((row) => [row.subject, row]));
}

export async function putState(tx: Tx, row: SubjectRow): Promise<void> {
  await tx.insert(ledgerSubjects).values(row).onConflictDoUpdate({ target: ledgerSubjects.subject, set: row });
}

export async function deleteState(tx: Tx, subject: string): Promise<void> {
  await tx.delete(ledgerSubjects).where(eq(ledgerSubjects.subject, subject));
}

/** All claims of the members whose numbers are in (after, upTo]. */
export function claimsOfMembers(read: Tx, after: number, upTo: number): Promise<ClaimRow[]> {
  return read
    .select()
    .from(ledgerClaims)
    .where(and(gt(ledgerClaims.memberId, sql`${after}`), lte(ledgerClaims.memberId, sql`${upTo}`)));
}

/** What each claim's entries add up to, of members whose numbers are in (after, upTo]. */
export function entrySums(read: Tx, after: number, upTo: number): Promise<Array<ClaimKey & { points: number }>> {
  const { factId, kind, memberId, points } = ledgerEntries;
  return read
    .select({ factId, kind, memberId, points: sql<number>`sum(${points})`.mapWith(Number) })
    .from(ledgerEntries)
    .where(and(gt(memberId, sql`${after}`), lte(memberId, sql`${upTo}`)))
    .groupBy(factId, kind, memberId);
}

/** The stored sums of members whose numbers are in (after, upTo]. */
export async function storedTotals(read: Tx, after: number, upTo: number) {
  const totals = await read
    .select()
    .from(contributions)
    .where(and(gt(contributions.memberId, sql`${after}`), lte(contributions.memberId, sql`${upTo}`)));
  const scores = await read
    .select()
    .from(contributionScores)
    .where(and(gt(contributionScores.memberId, sql`${after}`), lte(contributionScores.memberId, sql`${upTo}`)));
  return { totals, scores };
}

/** The highest number of somebody whom the ledger knows. */
export async function lastMember(read: Tx): Promise<number> {
  const [claim] = await read.select({ id: sql<number | null>`max(${ledgerClaims.memberId})` }).from(ledgerClaims);
  const [total] = await read.select({ id: sql<number | null>`max(${contributions.memberId})` }).from(contributions);
  return Math.max(claim?.id ?? 0, total?.id ?? 0);
}

/** Takes out a claim that no fact brings; what it was worth is taken back by an entry of the caller's. */
export async function deleteClaim(tx: Tx, { factId, kind, memberId }: ClaimKey): Promise<void> {
  await tx
    .delete(ledgerClaims)
    .where(and(eq(ledgerClaims.factId, factId), eq(ledgerClaims.kind, kind), eq(ledgerClaims.memberId, memberId)));
}

export async function deleteTotals(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(contributions).where(eq(contributions.memberId, memberId));
  await tx.delete(contributionScores).where(eq(contributionScores.memberId, memberId));
}
