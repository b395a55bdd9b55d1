import { and, eq, inArray } from "drizzle-orm";
import { holdsToCheat } from "~/features/trust/scope.server";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { auditedIdeas, audits, auditVoters } from "~db/schema/auditing.ts";
import type { Tx } from "~db/store.ts";

export async function deleteAuditsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const these = [...topics];
  const of = tx.select({ id: audits.id }).from(audits).where(inArray(audits.topicId, these));
  await tx.delete(auditVoters).where(inArray(auditVoters.auditId, of));
  await tx.delete(audits).where(inArray(audits.topicId, these));
  await tx.delete(auditedIdeas).where(inArray(auditedIdeas.topicId, these));
}

/** The audits that took votes on these ideas out. */
export async function excludingAuditsOf(read: Tx, topics: readonly TopicId[]): Promise<AuditId[]> {
  const rows = await read
    .select({ id: audits.id })
    .from(audits)
    .where(and(inArray(audits.topicId, [...topics]), eq(audits.verdict, "excluded")));
  return rows.map(({ id }) => id);
}

/** The audits by which these people took votes out. */
export async function excludingAuditsBy(read: Tx, people: readonly MemberId[]): Promise<AuditId[]> {
  const rows = await read
    .select({ id: audits.id })
    .from(audits)
    .where(and(inArray(audits.decidedBy, [...people]), eq(audits.verdict, "excluded")));
  return rows.map(({ id }) => id);
}

/** Of whom these audits hold that they cheat. */
export async function provenIn(read: Tx, ids: readonly AuditId[]): Promise<MemberId[]> {
  const { memberId, auditId } = auditVoters;
  const rows = await read
    .selectDistinct({ id: memberId })
    .from(auditVoters)
    .where(and(inArray(auditId, [...ids]), holdsToCheat));
  return rows.map(({ id }) => id);
}

/** What these people decided. What one of them undid counts as undone by who decided; an answer of theirs as nobody's. */
export async function deleteAudits(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  const by = tx.select({ id: audits.id }).from(audits).where(inArray(audits.decidedBy, these));
  await tx.delete(auditVoters).where(inArray(auditVoters.auditId, by));
  await tx.delete(audits).where(inArray(audits.decidedBy, these));
  await tx.update(audits).set({ undoneBy: audits.decidedBy }).where(inArray(audits.undoneBy, these));
  await tx.update(auditVoters).set({ answeredBy: null }).where(inArray(auditVoters.answeredBy, these));
}

export async function deleteVoters(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(auditVoters).where(inArray(auditVoters.memberId, [...people]));
}
