import { and, asc, count, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { treeOf } from "~/features/ideas/scope.server";
import type { MemberId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { hidings, moderationActs } from "~db/schema/moderation.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { ObjectionKey } from "./rules";

/**
 * What hides an objection's reason. There is no flag beside the vote: who takes a hidden objection back and objects
 * anew has its words hidden still.
 */
export const hidesIt: SQL | undefined = and(
  eq(hidings.topicId, votes.castOn),
  eq(hidings.objectorId, votes.memberId),
  isNull(hidings.shownAt),
);

export interface ObjectionRow extends ObjectionKey {
  name: string;
  reason: string;
  isHidden: boolean;
  at: number;
}

/** These objections, hidden or not, for whoever moderates. */
export function objectionsNamed(read: Tx, keys: readonly ObjectionKey[]): Promise<ObjectionRow[]> {
  const isOne = ({ topicId, objectorId }: ObjectionKey) =>
    and(eq(votes.castOn, topicId), eq(votes.memberId, objectorId));
  return keys.length ? rowsWhere(read, or(...keys.map(isOne)), keys.length) : Promise.resolve([]);
}

/** The reasons somebody gave that everybody reads, in order of the ideas' numbers, after one. */
export const shownObjectionsOf = (
  read: Tx,
  memberId: MemberId,
  after: number,
  limit: number,
): Promise<ObjectionRow[]> => rowsWhere(read, and(shownBy(memberId), gt(votes.castOn, sql`${after}`)), limit);

async function rowsWhere(read: Tx, which: SQL | undefined, limit: number): Promise<ObjectionRow[]> {
  const { castOn: topicId, memberId: objectorId, reason, at } = votes;
  const rows = await read
    .select({ topicId, objectorId, name: members.displayName, reason, at, hiding: hidings.id })
    .from(votes)
    .innerJoin(members, eq(members.id, objectorId))
    .leftJoin(hidings, hidesIt)
    .where(and(eq(votes.kind, "objection"), which))
    .orderBy(asc(topicId))
    .limit(limit);
  return rows.map(({ hiding, ...row }) => ({ ...row, reason: row.reason ?? "", isHidden: hiding !== null }));
}

/** Why an objection's reason is hidden. */
export interface Hiding {
  reason: string;
}

/**
 * What hides the reason somebody gives there, or on an idea that was merged into this one; whether or not their objection
 * stands just now.
 */
export async function hidingOn(read: Tx, { topicId, objectorId }: ObjectionKey): Promise<Hiding | null> {
  const [row] = await read
    .select({ reason: moderationActs.reason })
    .from(hidings)
    .innerJoin(moderationActs, eq(moderationActs.id, hidings.actId))
    .where(and(inArray(hidings.topicId, treeOf(topicId)), eq(hidings.objectorId, objectorId), isNull(hidings.shownAt)))
    .limit(1);
  return row ?? null;
}

export async function countShownObjections(read: Tx, memberId: MemberId): Promise<number> {
  const [row] = await read.select({ shown: count() }).from(votes).leftJoin(hidings, hidesIt).where(shownBy(memberId));
  return row?.shown ?? 0;
}

const shownBy = (memberId: MemberId): SQL | undefined =>
  and(eq(votes.memberId, memberId), eq(votes.kind, "objection"), isNull(hidings.id));
