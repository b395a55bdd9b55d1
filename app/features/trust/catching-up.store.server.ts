import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, lt, lte, max, notInArray, or, sql } from "drizzle-orm";
import { isLetIn, mutedMembers } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { standings, trustCatchUps } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";

type CatchUp = typeof trustCatchUps.$inferSelect;

/** How far one of them came. */
export async function loadCatchUp(read: Tx, name: CatchUp["name"], now: number): Promise<CatchUp> {
  const [row] = await read.select().from(trustCatchUps).where(eq(trustCatchUps.name, name));
  return row ?? { name, begunAt: now, reached: 0, isDone: false };
}

export async function saveCatchUp(tx: Tx, row: CatchUp): Promise<void> {
  await tx.insert(trustCatchUps).values(row).onConflictDoUpdate({ target: trustCatchUps.name, set: row });
}

/** The last fact there is; 0 without any. */
export async function lastFact(read: Tx): Promise<number> {
  const [row] = await read.select({ id: max(facts.id) }).from(facts);
  return row?.id ?? 0;
}

/** Kinds of facts that tied people before there were ties. */
export const TIED_BEFORE = ["comment.added", "comment.thanked", "reply.accepted"] as const;
export type TiedBefore = (typeof TIED_BEFORE)[number];

/** Facts of these kinds whose ids are in (after, upTo], in order. */
export async function tyingFacts(read: Tx, after: number, upTo: number): Promise<FactRow[]> {
  const rows = await read
    .select()
    .from(facts)
    .where(and(gt(facts.id, sql`${after}`), lte(facts.id, sql`${upTo}`)))
    .orderBy(asc(facts.id));
  return rows.filter(({ kind }) => TIED_BEFORE.some((one) => one === kind));
}

/** Whether something of theirs stands. Of the member of the row. */
export function hasWritten(read: Tx) {
  const one = { one: sql`1` };
  const begun = read
    .select(one)
    .from(topics)
    .where(and(eq(topics.authorId, members.id), eq(topics.visibility, "open")));
  const said = read
    .select(one)
    .from(comments)
    .where(and(eq(comments.authorId, members.id), eq(comments.isHidden, false)));
  return or(exists(begun), exists(said));
}

/** Members from before a moment who were let in, wrote something that stands, and are confirmed by nothing: some, in order. */
export async function unconfirmedWritersAfter(
  read: Tx,
  { after, before, now }: { after: number; before: number; now: number },
  limit: number,
): Promise<MemberId[]> {
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(
      and(
        ...[gt(members.id, sql`${after}`), isNotNull(members.username), lt(members.createdAt, before)],
        ...[isNull(standings.confirmedBy), isLetIn(read), hasWritten(read)],
        notInArray(members.id, mutedMembers(read, now)),
      ),
    )
    .orderBy(asc(members.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Notes that somebody was here before it was asked who they are; unless something else says it. */
export async function confirmBefore(tx: Tx, id: MemberId, at: number): Promise<void> {
  await tx
    .update(standings)
    .set({ confirmedBy: "before", confirmedAt: at })
    .where(and(inArray(standings.memberId, [id]), isNull(standings.confirmedBy)));
}
