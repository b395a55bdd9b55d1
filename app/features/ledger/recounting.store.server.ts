import { and, eq, gt, lte, sql } from "drizzle-orm";
import type { MemberId } from "~db/ids.ts";
import {
  contributionScores,
  contributions,
  ledgerCatchUps,
  ledgerClaims,
  ledgerEntries,
  ledgerSubjects,
} from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";
import { isSubject } from "./catching-up.store.server";
import type { ClaimKey, ClaimRow } from "./store.server";
import type { SubjectRow } from "./subjects.store.server";

/** Claims by facts whose numbers are in (after, upTo]. */
export function claimsOfFacts(read: Tx, after: number, upTo: number): Promise<ClaimRow[]> {
  return read
    .select()
    .from(ledgerClaims)
    .where(and(gt(ledgerClaims.factId, sql`${after}`), lte(ledgerClaims.factId, sql`${upTo}`)));
}

const isOf = ({ factId, kind, memberId }: ClaimKey) =>
  and(eq(ledgerClaims.factId, factId), eq(ledgerClaims.kind, kind), eq(ledgerClaims.memberId, memberId));

/** Writes a claim as its fact makes it; whether it stands and what it is worth stay as they are. */
export async function rewriteClaim(tx: Tx, { stands: _, points: __, ...claim }: ClaimRow): Promise<void> {
  await tx.update(ledgerClaims).set(claim).where(isOf(claim));
}

export async function deleteClaim(tx: Tx, key: ClaimKey): Promise<void> {
  await tx.delete(ledgerClaims).where(isOf(key));
}

/** Subjects by name, behind one. */
export function subjectsAfter(read: Tx, after: string, limit: number): Promise<SubjectRow[]> {
  return read
    .select()
    .from(ledgerSubjects)
    .where(gt(ledgerSubjects.subject, after))
    .orderBy(ledgerSubjects.subject)
    .limit(limit);
}

export async function putSubject(tx: Tx, row: SubjectRow): Promise<void> {
  await tx.insert(ledgerSubjects).values(row).onConflictDoUpdate({ target: ledgerSubjects.subject, set: row });
}

export async function deleteSubject(tx: Tx, subject: string): Promise<void> {
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
  const highest = sql<number | null>`max(${ledgerClaims.memberId})`;
  const [claim] = await read.select({ id: highest }).from(ledgerClaims);
  const [total] = await read.select({ id: sql<number | null>`max(${contributions.memberId})` }).from(contributions);
  return Math.max(claim?.id ?? 0, total?.id ?? 0);
}

export async function deleteTotals(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.delete(contributions).where(eq(contributions.memberId, memberId));
  await tx.delete(contributionScores).where(eq(contributionScores.memberId, memberId));
}

/** Whether something that many claims hang on is still being looked at. */
export async function isAnythingAsked(read: Tx): Promise<boolean> {
  const rows = await read.select({ name: ledgerCatchUps.name }).from(ledgerCatchUps).where(isSubject);
  return rows.length > 0;
}
