import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, or } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { levelOf } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import { admissions } from "~db/schema/joining.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { Verdict } from "./rules";

export interface AdmissionRow {
  memberId: MemberId;
  username: string | null;
  displayName: string;
  level: number | null;
  note: string;
  askedAt: number;
  verdict: Verdict | null;
  /** Who decided, and when; absent while they wait. */
  decider: string | null;
  decidedAt: number | null;
}

export async function insertAdmission(tx: Tx, row: typeof admissions.$inferInsert): Promise<void> {
  await tx.insert(admissions).values(row);
}

/** Decides, when nobody else has since `seen` was so. False when somebody has. */
export async function saveVerdict(
  tx: Tx,
  memberId: MemberId,
  seen: Verdict | null,
  decision: { verdict: Verdict; decidedBy: MemberId; decidedAt: number },
): Promise<boolean> {
  const rows = await tx
    .update(admissions)
    .set(decision)
    .where(
      and(
        eq(admissions.memberId, memberId),
        eq(admissions.way, "approval"),
        seen === null ? isNull(admissions.verdict) : eq(admissions.verdict, seen),
      ),
    )
    .returning({ memberId: admissions.memberId });
  return rows.length > 0;
}

/** What was decided of somebody who asked; undefined when they never asked. */
export async function verdictOf(read: Tx, memberId: MemberId): Promise<Verdict | null | undefined> {
  const [row] = await read
    .select({ verdict: admissions.verdict })
    .from(admissions)
    .where(and(eq(admissions.memberId, memberId), eq(admissions.way, "approval")));
  return row?.verdict;
}

const deciders = alias(members, "deciders");

const selectAdmissions = (read: Tx) =>
  read
    .select({
      memberId: admissions.memberId,
      username: members.username,
      displayName: members.displayName,
      level: levelOf(members.id),
      note: admissions.note,
      askedAt: admissions.askedAt,
      verdict: admissions.verdict,
      decider: deciders.displayName,
      decidedAt: admissions.decidedAt,
    })
    .from(admissions)
    .innerJoin(members, eq(members.id, admissions.memberId))
    .leftJoin(deciders, eq(deciders.id, admissions.decidedBy));

/** Who waits, longest first. */
export function loadWaiting(
  read: Tx,
  after: { at: number; id: MemberId } | null,
  limit: number,
): Promise<AdmissionRow[]> {
  const isLater =
    after &&
    or(gt(admissions.askedAt, after.at), and(eq(admissions.askedAt, after.at), gt(admissions.memberId, after.id)));
  return selectAdmissions(read)
    .where(and(isNull(admissions.verdict), isLater ?? undefined))
    .orderBy(asc(admissions.askedAt), asc(admissions.memberId))
    .limit(limit);
}

/** Who asked and was answered, those who came last first. */
export function loadDecided(read: Tx, before: MemberId | null, limit: number): Promise<AdmissionRow[]> {
  return selectAdmissions(read)
    .where(
      and(
        eq(admissions.way, "approval"),
        isNotNull(admissions.verdict),
        before ? lt(admissions.memberId, before) : undefined,
      ),
    )
    .orderBy(desc(admissions.memberId))
    .limit(limit);
}

export async function countWaiting(read: Tx): Promise<number> {
  const [row] = await read.select({ waiting: count() }).from(admissions).where(isNull(admissions.verdict));
  return row?.waiting ?? 0;
}
