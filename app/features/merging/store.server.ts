import { and, desc, eq, exists, inArray, isNotNull, isNull, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { MadeFollow } from "~/features/topics/merging.server";
import type { MemberId, MergeId, TopicId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { mergeFollows, merges } from "~db/schema/merging.ts";
import { follows } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

export type Merge = typeof merges.$inferSelect;

export async function insertMerge(tx: Tx, merge: typeof merges.$inferInsert): Promise<MergeId> {
  const [row] = await tx.insert(merges).values(merge).returning({ id: merges.id });
  if (!row) throw new Error("a merge was not stored");
  return row.id;
}

/** The merge that an idea stands in as the duplicate. */
export async function standingMerge(read: Tx, duplicateId: TopicId): Promise<Merge | undefined> {
  const [row] = await read
    .select()
    .from(merges)
    .where(and(eq(merges.duplicateId, duplicateId), isNull(merges.undoneAt)));
  return row;
}

/** Whether an idea was ever merged, by whomever, and whatever became of it. */
export async function wasMerged(read: Tx, duplicateId: TopicId): Promise<boolean> {
  return (await read.$count(merges, eq(merges.duplicateId, duplicateId))) > 0;
}

export async function markUndone(tx: Tx, id: MergeId, undoneBy: MemberId, undoneAt: number): Promise<void> {
  await tx.update(merges).set({ undoneBy, undoneAt }).where(eq(merges.id, id));
}

/** What makes somebody follow by themselves. */
const TAKING_PART = ["idea.proposed", "vote.cast", "comment.added"];

/**
 * Who will follow an idea but doesn't yet: its author, and who took part this moment. Nobody who ever said whether they
 * follow it, and only people with an account, as nobody else hears of anything.
 */
export async function aboutToFollow(read: Tx, topicId: TopicId, authorId: MemberId): Promise<MemberId[]> {
  const tookPart = read
    .select({ by: facts.by })
    .from(facts)
    .where(and(eq(facts.topicId, topicId), inArray(facts.kind, TAKING_PART)));
  const said = read
    .select({ one: sql`1` })
    .from(follows)
    .where(and(eq(follows.topicId, topicId), eq(follows.memberId, members.id)));
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        or(eq(members.id, authorId), inArray(members.id, tookPart)),
        ...[isNotNull(members.username), notExists(said)],
      ),
    );
  return rows.map(({ id }) => id);
}

const AT_ONCE = 500;

/** Remembers who follows the target because of a merge. */
export async function rememberFollows(tx: Tx, mergeId: MergeId, memberIds: readonly MemberId[]): Promise<void> {
  for (let n = 0; n < memberIds.length; n += AT_ONCE) {
    const rows = memberIds.slice(n, n + AT_ONCE).map((memberId) => ({ mergeId, memberId }));
    await tx.insert(mergeFollows).values(rows).onConflictDoNothing();
  }
}

const others = alias(merges, "others");
const othersFollows = alias(mergeFollows, "others_follows");

/** Remembers also those of its followers who came to the target with an earlier merge: now they have two reasons. */
export async function rememberShared(
  tx: Tx,
  { mergeId, from, to }: { mergeId: MergeId; from: TopicId; to: TopicId },
): Promise<void> {
  const came = tx
    .select({ one: sql`1` })
    .from(othersFollows)
    .innerJoin(others, eq(others.id, othersFollows.mergeId))
    .where(
      and(
        ...[eq(others.targetId, to), isNull(others.undoneAt), ne(others.id, mergeId)],
        eq(othersFollows.memberId, follows.memberId),
      ),
    );
  await tx
    .insert(mergeFollows)
    .select(
      tx
        .select({ mergeId: sql<MergeId>`cast(${mergeId} as integer)`.as("merge_id"), memberId: follows.memberId })
        .from(follows)
        .where(and(eq(follows.topicId, from), eq(follows.wanted, true), exists(came))),
    )
    .onConflictDoNothing();
}

/**
 * The follows of a merge's target that have no other reason than this merge: of those it remembers, or of some of them.
 * Who took part there, was brought by another merge too, or has decided since, has one.
 */
export async function followsOnlyBy(read: Tx, merge: Merge, only: ReadonlySet<MemberId> | null): Promise<MadeFollow[]> {
  const { id, targetId } = merge;
  const made = read
    .select({ one: sql`1` })
    .from(others)
    .where(and(eq(others.targetId, targetId), eq(others.at, follows.at)));
  const alsoBrought = read
    .select({ one: sql`1` })
    .from(othersFollows)
    .innerJoin(others, eq(others.id, othersFollows.mergeId))
    .where(
      and(
        ...[eq(others.targetId, targetId), isNull(others.undoneAt), ne(others.id, id)],
        eq(othersFollows.memberId, mergeFollows.memberId),
      ),
    );
  const tookPart = read
    .select({ by: facts.by })
    .from(facts)
    .where(and(eq(facts.topicId, targetId), inArray(facts.kind, TAKING_PART), isNotNull(facts.by)));
  const rows = await read
    .select({ memberId: follows.memberId, at: follows.at })
    .from(mergeFollows)
    .innerJoin(follows, and(eq(follows.topicId, targetId), eq(follows.memberId, mergeFollows.memberId)))
    .where(
      and(
        ...[eq(mergeFollows.mergeId, id), eq(follows.wanted, true), exists(made), notExists(alsoBrought)],
        sql`${mergeFollows.memberId} not in (${tookPart})`,
      ),
    );
  return only ? rows.filter(({ memberId }) => only.has(memberId)) : rows;
}

/** Forgets that a merge brought these people. */
export async function forgetFollows(tx: Tx, mergeId: MergeId, memberIds: readonly MemberId[]): Promise<void> {
  for (let n = 0; n < memberIds.length; n += AT_ONCE) {
    const some = memberIds.slice(n, n + AT_ONCE);
    await tx.delete(mergeFollows).where(and(eq(mergeFollows.mergeId, mergeId), inArray(mergeFollows.memberId, some)));
  }
}

/** The merges that these ideas stand in, on either side; the latest first. */
export function mergesAmong(read: Tx, ids: readonly TopicId[]): Promise<Merge[]> {
  const either = or(inArray(merges.duplicateId, [...ids]), inArray(merges.targetId, [...ids]));
  return read
    .select()
    .from(merges)
    .where(and(either, isNull(merges.undoneAt)))
    .orderBy(desc(merges.id));
}
