import { and, asc, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { endOfWay, treeOf, wayMadeAt } from "~/features/ideas/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { ideas } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import { hidings } from "~db/schema/moderation.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";

const rootRow = prepared((read, value: Value<{ id: TopicId }>) =>
  read
    .select({ root: endOfWay(ideas.topicId).mapWith(ideas.topicId) })
    .from(ideas)
    .where(eq(ideas.topicId, value("id"))),
);

/** Where votes on this idea count. */
export async function rootOf(read: Tx, id: TopicId): Promise<TopicId> {
  const [row] = await rootRow(read, { id });
  return row?.root ?? id;
}

/** Since when votes on this idea count where they do; null where that is the idea itself. UTC milliseconds. */
export async function rootSince(read: Tx, id: TopicId): Promise<number | null> {
  const [row] = await read
    .select({ at: wayMadeAt(ideas.topicId) })
    .from(ideas)
    .where(eq(ideas.topicId, id));
  return row?.at == null ? null : Number(row.at);
}

/** True when something is merged into the idea, or the idea into something. */
export async function isAmongMerged(read: Tx, id: TopicId): Promise<boolean> {
  const rows = await read
    .select({ id: merges.id })
    .from(merges)
    .where(and(or(eq(merges.duplicateId, id), eq(merges.targetId, id)), isNull(merges.undoneAt)))
    .limit(1);
  return rows.length > 0;
}

/** Points the votes cast on an idea, and on all that is merged into it, at another root. None of them counts then. */
export async function pointAt(tx: Tx, id: TopicId, root: TopicId): Promise<void> {
  await tx
    .update(votes)
    .set({ root, counts: false })
    .where(and(inArray(votes.castOn, treeOf(id)), ne(votes.root, root)));
}

/**
 * Which of somebody's votes of a kind counts for all: the earliest, but one that an audit excluded before all others.
 * Whoever was no person of their own on one of merged ideas is none on them together.
 */
export const inTurn = sql`case when ${votes.excludedBy} is null then 1 else 0 end, ${votes.at}, ${votes.castOn}`;

/** Makes one vote count of all that a member has of a kind under a root. Depends on nothing but the rows. */
export async function elect(tx: Tx, root: TopicId): Promise<void> {
  await tx
    .update(votes)
    .set({ counts: false })
    .where(and(eq(votes.root, root), eq(votes.counts, true), sql`${key} in ${placed(tx, root, sql`> 1`)}`));
  await tx
    .update(votes)
    .set({ counts: true })
    .where(and(eq(votes.root, root), eq(votes.counts, false), sql`${key} in ${placed(tx, root, sql`= 1`)}`));
}

const key = sql`(${votes.castOn}, ${votes.memberId}, ${votes.kind})`;

function placed(read: Tx, root: TopicId, which: SQL): SQL {
  const each = sql`partition by ${votes.memberId}, ${votes.kind} order by ${inTurn}`;
  const ranked = read
    .select({
      ...{ castOn: votes.castOn, memberId: votes.memberId, kind: votes.kind },
      place: sql<number>`row_number() over (${each})`.as("place"),
    })
    .from(votes)
    .where(eq(votes.root, root))
    .as("ranked");
  const { castOn, memberId, kind, place } = ranked;
  return sql`${read.select({ castOn, memberId, kind }).from(ranked).where(sql`${place} ${which}`)}`;
}

/** Ideas behind `after` up to `upTo` of which a vote says another root than where merges lead, by id. */
export function misplacedVotes(
  read: Tx,
  after: number,
  upTo: number,
): Promise<Array<{ id: TopicId; stored: TopicId; counted: TopicId }>> {
  const moved = read.select({ id: merges.duplicateId }).from(merges).where(isNull(merges.undoneAt));
  const end = endOfWay(votes.castOn);
  return read
    .selectDistinct({ id: votes.castOn, stored: votes.root, counted: end.mapWith(votes.root).as("counted") })
    .from(votes)
    .innerJoin(ideas, eq(ideas.topicId, votes.castOn))
    .where(
      and(
        or(ne(votes.root, votes.castOn), inArray(votes.castOn, moved)),
        sql`${votes.root} <> ${end}`,
        sql`${votes.castOn} > ${after} and ${votes.castOn} <= ${upTo}`,
      ),
    )
    .orderBy(asc(votes.castOn));
}

/** The idea, of those merged here, where a moderator has hidden what this member said against it. */
export async function hiddenObjectionPlace(read: Tx, root: TopicId, memberId: MemberId): Promise<TopicId | undefined> {
  const [row] = await read
    .select({ topicId: hidings.topicId })
    .from(hidings)
    .where(and(inArray(hidings.topicId, treeOf(root)), eq(hidings.objectorId, memberId), isNull(hidings.shownAt)))
    .orderBy(asc(hidings.topicId))
    .limit(1);
  return row?.topicId;
}
