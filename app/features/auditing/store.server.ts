import { and, count, desc, eq, inArray, isNotNull, isNull, lt, ne, notExists, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { isLetIn, mutedUntil } from "~/features/members/scope.server";
import { holdsToCheat } from "~/features/trust/scope.server";
import type { AuditId, BoardId, MemberId, TopicId } from "~db/ids.ts";
import { lockRows } from "~db/locks.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { members, roles } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import { type AuditReason, isProven, type Verdict } from "./rules";

export type AuditRow = typeof audits.$inferSelect;
export type AuditVoterRow = typeof auditVoters.$inferSelect;

/** The new audit's id; undefined while another of the idea is open. */
export async function insertAudit(
  tx: Tx,
  row: Pick<AuditRow, "topicId" | "openedAt" | "findings">,
  suspects: ReadonlyMap<MemberId, AuditReason[]>,
): Promise<AuditId | undefined> {
  const [added] = await tx.insert(audits).values(row).onConflictDoNothing().returning({ id: audits.id });
  if (!added) return undefined;
  const voters = [...suspects].map(([memberId, reasons]) => ({
    ...{ auditId: added.id, topicId: row.topicId },
    ...{ memberId, reasons, isProven: isProven(reasons) },
  }));
  for (const some of slicesOf(voters)) await tx.insert(auditVoters).values(some);
  return added.id;
}

export async function loadAudit(read: Tx, id: AuditId): Promise<AuditRow | undefined> {
  const [row] = await read.select().from(audits).where(eq(audits.id, id));
  return row;
}

/** Holds an audit, so that those who decide about its voters do so one after the other. */
export const lockAudit = (tx: Tx, id: AuditId): Promise<boolean> =>
  lockRows(() =>
    tx
      .update(audits)
      .set({ openedAt: sql`${audits.openedAt}` })
      .where(eq(audits.id, id)),
  );

/** True for the one who decides first. */
export async function claimVerdict(
  tx: Tx,
  id: AuditId,
  decision: { verdict: Verdict; decidedBy: MemberId; decidedAt: number; reason: string },
): Promise<boolean> {
  const rows = await tx
    .update(audits)
    .set(decision)
    .where(and(eq(audits.id, id), isNull(audits.verdict)))
    .returning({ id: audits.id });
  return rows.length > 0;
}

interface Overdue extends Pick<AuditRow, "id" | "openedAt"> {
  topic: { id: TopicId; boardId: BoardId; authorId: MemberId };
}

/** Some of the audits that were opened before a moment, of which nobody was told that they wait too long. */
export async function overdueUntold(read: Tx, openedBefore: number, limit: number): Promise<Overdue[]> {
  const { id, openedAt, topicId } = audits;
  const rows = await read
    .select({ id, openedAt, topicId, boardId: topics.boardId, authorId: topics.authorId })
    .from(audits)
    .innerJoin(topics, eq(topics.id, topicId))
    .where(and(isNull(audits.verdict), lt(openedAt, openedBefore), isNull(audits.overdueToldAt)))
    .orderBy(openedAt, id)
    .limit(limit);
  return rows.map(({ topicId: topic, boardId, authorId, ...row }) => ({
    ...row,
    topic: { id: topic, boardId, authorId },
  }));
}

/** Marks those of which it is told now; returns those of which nobody else tells, and that still wait. */
export async function markTold(tx: Tx, ids: readonly AuditId[], now: number): Promise<AuditId[]> {
  const rows = await tx
    .update(audits)
    .set({ overdueToldAt: now })
    .where(and(inArray(audits.id, [...ids]), isNull(audits.verdict), isNull(audits.overdueToldAt)))
    .returning({ id: audits.id });
  return rows.map(({ id }) => id);
}

/** True for the one who undoes it first. */
export async function claimUndo(tx: Tx, id: AuditId, undoneBy: MemberId, undoneAt: number): Promise<boolean> {
  const rows = await tx
    .update(audits)
    .set({ undoneBy, undoneAt })
    .where(and(eq(audits.id, id), isNotNull(audits.verdict), isNull(audits.undoneAt)))
    .returning({ id: audits.id });
  return rows.length > 0;
}

export async function votersOf(read: Tx, id: AuditId): Promise<MemberId[]> {
  const rows = await read.select({ id: auditVoters.memberId }).from(auditVoters).where(eq(auditVoters.auditId, id));
  return rows.map((row) => row.id);
}

/** The same with whether it is proven of each that they cheat. */
export const suspectsIn = (read: Tx, id: AuditId): Promise<Array<{ id: MemberId; isProven: boolean }>> =>
  read
    .select({ id: auditVoters.memberId, isProven: auditVoters.isProven })
    .from(auditVoters)
    .where(eq(auditVoters.auditId, id));

const MOST_MODERATORS = 200;

/** Who else may decide and answer now: moderators and admins who are let in and not suspended. */
export async function otherModerators(read: Tx, me: MemberId, now: number): Promise<MemberId[]> {
  const rows = await read
    .selectDistinct({ id: roles.memberId })
    .from(roles)
    .innerJoin(members, eq(members.id, roles.memberId))
    .where(
      and(
        ...[inArray(roles.role, ["moderator", "admin"]), ne(roles.memberId, me)],
        ...[isNotNull(members.username), isLetIn(read), sql`${mutedUntil(read, now)} is null`],
      ),
    )
    .limit(MOST_MODERATORS);
  return rows.map((row) => row.id);
}

const others = alias(auditVoters, "others");

/** Notes that these are excluded, and says who now is: not whom another audit of the idea has excluded already. */
export async function markVoters(tx: Tx, id: AuditId, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  const marked: MemberId[] = [];
  for (const some of slicesOf(memberIds)) {
    const already = tx
      .select({ one: sql`1` })
      .from(others)
      .where(
        and(
          ...[eq(others.topicId, auditVoters.topicId), eq(others.memberId, auditVoters.memberId)],
          sql`${others.isExcluded}`,
        ),
      );
    const rows = await tx
      .update(auditVoters)
      .set({ isExcluded: true })
      .where(and(...[eq(auditVoters.auditId, id), inArray(auditVoters.memberId, some)], notExists(already)))
      .returning({ id: auditVoters.memberId });
    marked.push(...rows.map((row) => row.id));
  }
  return marked.sort((one, other) => one - other);
}

/** Notes that these are excluded no longer, or nobody. Says who was. */
export async function unmarkVoters(tx: Tx, id: AuditId, memberIds: readonly MemberId[] | null): Promise<MemberId[]> {
  const rows = await tx
    .update(auditVoters)
    .set({ isExcluded: false })
    .where(
      and(
        ...[eq(auditVoters.auditId, id), sql`${auditVoters.isExcluded}`],
        memberIds ? inArray(auditVoters.memberId, [...memberIds]) : undefined,
      ),
    )
    .returning({ id: auditVoters.memberId });
  return rows.map((row) => row.id).sort((one, other) => one - other);
}

/**
 * Holds what every audit says of these people, so that whether any still holds that they cheat is decided one after the
 * other, and facts about it are numbered in that order.
 */
export async function lockCases(tx: Tx, memberIds: readonly MemberId[]): Promise<void> {
  for (const some of slicesOf(memberIds))
    await lockRows(() =>
      tx
        .update(auditVoters)
        .set({ isProven: sql`${auditVoters.isProven}` })
        .where(inArray(auditVoters.memberId, some)),
    );
}

/** Those of these people of whom no audit holds that they cheat. */
export async function clearedOf(read: Tx, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  const held = new Set<MemberId>();
  for (const some of slicesOf(memberIds)) {
    const rows = await read
      .selectDistinct({ id: auditVoters.memberId })
      .from(auditVoters)
      .where(and(inArray(auditVoters.memberId, some), holdsToCheat));
    for (const { id } of rows) held.add(id);
  }
  return memberIds.filter((id) => !held.has(id));
}

export async function loadVoter(read: Tx, auditId: AuditId, memberId: MemberId): Promise<AuditVoterRow | undefined> {
  const [row] = await read.select().from(auditVoters).where(isOne(auditId, memberId));
  return row;
}

const isOne = (auditId: AuditId, memberId: MemberId): SQL | undefined =>
  and(eq(auditVoters.auditId, auditId), eq(auditVoters.memberId, memberId));

/** True the first time, while their vote is out: an audit that was undone meanwhile has nothing to answer. */
export async function saveObjection(
  tx: Tx,
  { auditId, memberId, objection, at }: { auditId: AuditId; memberId: MemberId; objection: string; at: number },
): Promise<boolean> {
  const rows = await tx
    .update(auditVoters)
    .set({ objection, objectedAt: at })
    .where(and(isOne(auditId, memberId), isNull(auditVoters.objection), sql`${auditVoters.isExcluded}`))
    .returning({ id: auditVoters.memberId });
  return rows.length > 0;
}

/** True for the one who answers first. */
export async function claimAnswer(
  tx: Tx,
  {
    auditId,
    memberId,
    ...answer
  }: Pick<AuditVoterRow, "auditId" | "memberId"> & {
    answer: string;
    answeredBy: MemberId;
    answeredAt: number;
  },
): Promise<boolean> {
  const rows = await tx
    .update(auditVoters)
    .set(answer)
    .where(and(isOne(auditId, memberId), isNotNull(auditVoters.objection), isNull(auditVoters.answer)))
    .returning({ id: auditVoters.memberId });
  return rows.length > 0;
}

/** What was said against an exclusion is settled with it, without words. */
export async function closeObjections(
  tx: Tx,
  id: AuditId,
  answered: { answeredBy: MemberId; answeredAt: number },
): Promise<void> {
  await tx
    .update(auditVoters)
    .set({ ...answered, answer: "" })
    .where(and(eq(auditVoters.auditId, id), isNotNull(auditVoters.objection), isNull(auditVoters.answer)));
}

/** Whom audits of an idea have named before, whatever became of them. */
export async function lookedAtOn(read: Tx, topicId: TopicId): Promise<Set<MemberId>> {
  const rows = await read
    .selectDistinct({ id: auditVoters.memberId })
    .from(audits)
    .innerJoin(auditVoters, eq(auditVoters.auditId, audits.id))
    .where(eq(audits.topicId, topicId));
  return new Set(rows.map((row) => row.id));
}

const MOST_LOOKS = 50;

/** What was found about one idea before, and what somebody decided about it and didn't undo; the latest first. */
export const looksBefore = (read: Tx, topicId: TopicId): Promise<Array<Pick<AuditRow, "findings" | "verdict">>> =>
  read
    .select({ findings: audits.findings, verdict: audits.verdict })
    .from(audits)
    .where(and(eq(audits.topicId, topicId), isNull(audits.undoneAt)))
    .orderBy(desc(audits.id))
    .limit(MOST_LOOKS);

/** How many audits and objections wait for a moderator; counted up to a limit. */
export async function countWaiting(read: Tx, most: number): Promise<number> {
  const open = read
    .select({ one: sql`1`.as("one") })
    .from(audits)
    .where(isNull(audits.verdict))
    .limit(most)
    .as("open_audits");
  const objected = read
    .select({ one: sql`1`.as("one") })
    .from(auditVoters)
    .where(and(isNotNull(auditVoters.objectedAt), isNull(auditVoters.answeredAt)))
    .limit(most)
    .as("objected");
  const [[one], [other]] = [
    await read.select({ n: count() }).from(open),
    await read.select({ n: count() }).from(objected),
  ];
  return (one?.n ?? 0) + (other?.n ?? 0);
}
