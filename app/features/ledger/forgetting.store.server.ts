import { and, asc, eq, inArray, notInArray, or } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { facts } from "~db/schema/facts.ts";
import { contributionScores, contributions, ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";
import type { ClaimRow } from "./store.server";

// Facts that turn subjects: those on no topic are few.
const TOPICLESS = ["member.unsuspended", "audit.decided", "audit.undone", "audit.answered"];
const TURNING = [
  ...["idea.moved", "idea.unmerged", "reply.accepted", "reply.unaccepted", "comment.unmarked", "comment.hidden"],
  ...["comment.shown", "topic.hidden", "topic.shown", "objection.shown", ...TOPICLESS],
];

/** Facts on topics, or by people. */
export type Told = { topics: readonly TopicId[] } | { people: readonly MemberId[] };

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

/** What else was recorded of the topics that claims on these subjects are about, and of whoever many claims hang on; in order. */
export function otherFacts(read: Tx, subjects: readonly string[], which: Told): Promise<FactRow[]> {
  const about = read
    .select({ id: ledgerClaims.topicId })
    .from(ledgerClaims)
    .where(inArray(ledgerClaims.subject, [...subjects]));
  const isAbout = or(inArray(facts.topicId, about), inArray(facts.kind, TOPICLESS));
  return read
    .select()
    .from(facts)
    .where(and(isAbout, inArray(facts.kind, TURNING), notInArray(facts.id, toldOf(read, which))))
    .orderBy(asc(facts.id));
}

/** Takes out what these people have. */
export async function deleteLedgersOf(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(ledgerEntries).where(inArray(ledgerEntries.memberId, these));
  await tx.delete(ledgerClaims).where(inArray(ledgerClaims.memberId, these));
  await tx.delete(contributions).where(inArray(contributions.memberId, these));
  await tx.delete(contributionScores).where(inArray(contributionScores.memberId, these));
}
