import {
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  notExists,
  notInArray,
  or,
  sql,
} from "drizzle-orm";
import { isLetIn, mutedMembers } from "~/features/members/scope.server";
import type { MemberId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { standings, trustCatchUps } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";
import { proofsAgainst } from "./fraud.store.server";

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

/**
 * Members whose numbers are in (after, upTo], from before a moment, who were let in, wrote something that stands, and are
 * confirmed by nothing but a vouch: in order. Neither whom an audit holds to cheat nor of whom a moderator took it back.
 */
export async function unconfirmedWriters(
  read: Tx,
  { after, upTo, before, now }: { after: number; upTo: number; before: number; now: number },
): Promise<MemberId[]> {
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .leftJoin(standings, eq(standings.memberId, members.id))
    .where(
      and(
        ...[gt(members.id, sql`${after}`), lte(members.id, sql`${upTo}`), isNotNull(members.username)],
        ...[lt(members.createdAt, before), isUnconfirmed, isLetIn(read), hasWritten(read)],
        ...[notInArray(members.id, mutedMembers(read, now)), notExists(proofsAgainst(read, members.id))],
      ),
    )
    .orderBy(asc(members.id));
  const taken = await takenBackByHand(read);
  return rows.map(({ id }) => id).filter((id) => !taken.has(id));
}

// Puppets vouch for each other: whoever is known by a vouch alone would fall when that is found out.
const isUnconfirmed = or(isNull(standings.confirmedBy), eq(standings.confirmedBy, "vouch"));

/** Of whom a moderator no longer says that they are a person. */
async function takenBackByHand(read: Tx): Promise<Set<unknown>> {
  const rows = await read.select({ details: facts.details }).from(facts).where(eq(facts.kind, "member.unconfirmed"));
  return new Set(rows.map(({ details }) => details.member));
}

/** Notes that these were here before it was asked who they are; unless more than a vouch says it. */
export async function confirmBefore(tx: Tx, ids: readonly MemberId[], at: number): Promise<void> {
  await tx
    .update(standings)
    .set({ confirmedBy: "before", confirmedAt: at })
    .where(and(inArray(standings.memberId, [...ids]), isUnconfirmed));
}
