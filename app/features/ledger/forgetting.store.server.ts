import { and, eq, inArray, or } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { contributionScores, contributions, ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";
import type { ClaimRow } from "./store.server";

/** Facts on topics, or by people. */
type Told = { topics: readonly TopicId[] } | { people: readonly MemberId[] };

const toldOf = (read: Tx, which: Told) =>
  read
    .select({ id: facts.id })
    .from(facts)
    .where("topics" in which ? inArray(facts.topicId, [...which.topics]) : inArray(facts.by, [...which.people]));

/** Claims that such facts brought. */
export const claimsByFacts = (read: Tx, which: Told): Promise<ClaimRow[]> =>
  read
    .select()
    .from(ledgerClaims)
    .where(inArray(ledgerClaims.factId, toldOf(read, which)));

export async function deleteClaims(tx: Tx, claims: readonly ClaimRow[]): Promise<void> {
  for (const { factId, kind, memberId } of claims) {
    const isEntry = and(
      eq(ledgerEntries.factId, factId),
      eq(ledgerEntries.kind, kind),
      eq(ledgerEntries.memberId, memberId),
    );
    const isClaim = and(
      eq(ledgerClaims.factId, factId),
      eq(ledgerClaims.kind, kind),
      eq(ledgerClaims.memberId, memberId),
    );
    await tx.delete(ledgerEntries).where(isEntry);
    await tx.delete(ledgerClaims).where(isClaim);
  }
}

/** Takes out what facts on these topics, or by these people, said of subjects. Returns which. */
export async function deleteStatesBy(tx: Tx, which: Told): Promise<string[]> {
  const told = toldOf(tx, which);
  const { subject, stateFactId, cutFactId, endFactId } = ledgerSubjects;
  const rows = await tx
    .delete(ledgerSubjects)
    .where(or(inArray(stateFactId, told), inArray(cutFactId, told), inArray(endFactId, told)))
    .returning({ subject });
  return rows.map((row) => row.subject);
}

/** Takes out what these people have. */
export async function deleteLedgersOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(ledgerEntries).where(inArray(ledgerEntries.memberId, these));
  await tx.delete(ledgerClaims).where(inArray(ledgerClaims.memberId, these));
  await tx.delete(contributions).where(inArray(contributions.memberId, these));
  await tx.delete(contributionScores).where(inArray(contributionScores.memberId, these));
}
