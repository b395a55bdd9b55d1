import { and, asc, eq, exists, gte, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { endOfWay, treeOf } from "~/features/ideas/scope.server";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { audits } from "~db/schema/auditing.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { EXCLUDABLE } from "./rules";

const AT_ONCE = 500;

/** Marks what these people cast on an idea and on all that is merged into it, and under its root since then. */
export async function markExcluded(
  tx: Tx,
  {
    auditId,
    topicId,
    root,
    memberIds,
    since,
  }: { auditId: AuditId; topicId: TopicId; root: TopicId; memberIds: readonly MemberId[]; since: number },
): Promise<void> {
  for (let n = 0; n < memberIds.length; n += AT_ONCE)
    await tx
      .update(votes)
      .set({ excludedBy: auditId })
      .where(
        and(
          ...[inArray(votes.memberId, memberIds.slice(n, n + AT_ONCE)), eq(votes.root, root)],
          ...[inArray(votes.kind, [...EXCLUDABLE]), isNull(votes.excludedBy)],
          or(inArray(votes.castOn, treeOf(topicId)), gte(votes.at, since)),
        ),
      );
}

/**
 * Votes that count under a root no longer are out because of an audit of an idea that counts elsewhere: it was meant by
 * them only while the two were one.
 */
export async function freeMovedApart(tx: Tx, root: TopicId): Promise<void> {
  const elsewhere = tx
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.id, votes.excludedBy), sql`${endOfWay(audits.topicId)} <> ${root}`));
  await tx
    .update(votes)
    .set({ excludedBy: null })
    .where(and(eq(votes.root, root), isNotNull(votes.excludedBy), exists(elsewhere)));
}

export async function markReadmitted(tx: Tx, auditId: AuditId, memberIds: readonly MemberId[] | null): Promise<void> {
  await tx.update(votes).set({ excludedBy: null }).where(isExcluded(auditId, memberIds));
}

/** The ideas where votes count, or would, that an audit excluded; by number. */
export async function rootsExcludedBy(
  read: Tx,
  auditId: AuditId,
  memberIds: readonly MemberId[] | null,
): Promise<TopicId[]> {
  const rows = await read
    .selectDistinct({ root: votes.root })
    .from(votes)
    .where(isExcluded(auditId, memberIds))
    .orderBy(asc(votes.root));
  return rows.map(({ root }) => root);
}

const isExcluded = (auditId: AuditId, memberIds: readonly MemberId[] | null): SQL | undefined =>
  and(eq(votes.excludedBy, auditId), memberIds ? inArray(votes.memberId, [...memberIds]) : undefined);
