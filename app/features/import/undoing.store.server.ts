import { and, asc, count, eq, exists, gt, inArray, isNotNull, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { BatchId, MemberId, TopicId } from "~db/ids.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import { staffNotes } from "~db/schema/desk.ts";
import { answers, statusChanges } from "~db/schema/ideas.ts";
import { importedTopics } from "~db/schema/import.ts";
import { members } from "~db/schema/members.ts";
import { merges } from "~db/schema/merging.ts";
import { moderationActs, reports } from "~db/schema/moderation.ts";
import { ideaOrigins } from "~db/schema/threads.ts";
import { follows, topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { isKeptReason, type KeptReason } from "./rules";

/** Topics of a batch by number, behind one of them. */
export async function topicsOfBatch(read: Tx, batchId: BatchId, after: number, limit: number): Promise<TopicId[]> {
  const rows = await read
    .select({ id: importedTopics.topicId })
    .from(importedTopics)
    .where(and(eq(importedTopics.batchId, batchId), gt(importedTopics.topicId, sql`${after}`)))
    .orderBy(asc(importedTopics.topicId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

export const topicCount = (read: Tx, batchId: BatchId): Promise<number> =>
  read.$count(importedTopics, eq(importedTopics.batchId, batchId));

const authors = alias(members, "authors");

// What people here did with a topic; the placeholders of an import are nobody yet.
const isOurs = isNotNull(members.username);
const one = { one: sql`1` };

/** What may have happened to a topic since it came, each as a condition on it. */
function touches(read: Tx): ReadonlyArray<readonly [KeptReason, SQL | undefined]> {
  const { id, editedAt } = topics;
  const answered = read.select(one).from(answers).innerJoin(members, eq(members.id, answers.authorId));
  const said = read.select(one).from(comments).innerJoin(members, eq(members.id, comments.authorId));
  const voted = read.select(one).from(votes).innerJoin(members, eq(members.id, votes.memberId));
  const followed = read.select(one).from(follows).innerJoin(members, eq(members.id, follows.memberId));
  const helped = read.select(one).from(helpfulMarks).innerJoin(comments, eq(comments.id, helpfulMarks.commentId));
  const moved = read.select(one).from(statusChanges);
  const merged = read.select(one).from(merges);
  const became = read.select(one).from(ideaOrigins);
  return [
    ["answered", exists(answered.where(and(eq(answers.topicId, id), isOurs)))],
    // An import may have merged them; then nobody here has. Merging moves the duplicate, too, so it is asked first.
    [
      "merged",
      exists(merged.where(and(or(eq(merges.duplicateId, id), eq(merges.targetId, id)), isNotNull(merges.by)))),
    ],
    ["moved", exists(moved.where(and(eq(statusChanges.topicId, id), isNotNull(statusChanges.by))))],
    [
      "edited",
      or(isNotNull(editedAt), exists(read.select(one).from(moderationActs).where(eq(moderationActs.topicId, id)))),
    ],
    ["reported", exists(read.select(one).from(reports).where(eq(reports.topicId, id)))],
    ["noted", exists(read.select(one).from(staffNotes).where(eq(staffNotes.topicId, id)))],
    ["commented", exists(said.where(and(eq(comments.topicId, id), isOurs)))],
    ["commented", exists(became.where(or(eq(ideaOrigins.topicId, id), eq(ideaOrigins.ideaId, id))))],
    ["voted", exists(voted.where(and(or(eq(votes.root, id), eq(votes.castOn, id)), isOurs)))],
    ["voted", exists(helped.where(eq(comments.topicId, id)))],
    ["followed", exists(followed.where(and(eq(follows.topicId, id), eq(follows.wanted, true), isOurs)))],
    ["claimed", isNotNull(authors.username)],
  ];
}

// The first that holds; nothing where nobody has touched it.
function reasonFor(read: Tx): SQL<string | null> {
  const cases = touches(read).map(([reason, holds]) => sql`when ${holds} then ${sql.raw(`'${reason}'`)}`);
  return sql<string | null>`case ${sql.join(cases, sql` `)} end`;
}

/** Those of these topics that people have touched since they came. */
export async function touchedOf(read: Tx, ids: readonly TopicId[]): Promise<Set<TopicId>> {
  const rows = await read
    .select({ id: topics.id, reason: reasonFor(read) })
    .from(topics)
    .innerJoin(authors, eq(authors.id, topics.authorId))
    .where(inArray(topics.id, [...ids]));
  return new Set(rows.filter(({ reason }) => reason !== null).map(({ id }) => id));
}

/** How many topics of a batch people have touched, by the first reason that holds of each. */
export async function keptOf(read: Tx, batchId: BatchId): Promise<Partial<Record<KeptReason, number>>> {
  const judged = read
    .select({ reason: reasonFor(read).as("reason") })
    .from(importedTopics)
    .innerJoin(topics, eq(topics.id, importedTopics.topicId))
    .innerJoin(authors, eq(authors.id, topics.authorId))
    .where(eq(importedTopics.batchId, batchId))
    .as("judged");
  const rows = await read.select({ reason: judged.reason, count: count() }).from(judged).groupBy(sql`${judged.reason}`);
  return Object.fromEntries(rows.flatMap(({ reason, count }) => (isKeptReason(reason) ? [[reason, count]] : [])));
}

/** The placeholders behind these topics: who wrote them, commented, answered or voted there. */
export async function placeholdersBehind(read: Tx, ids: readonly TopicId[]): Promise<MemberId[]> {
  const these = [...ids];
  const of = [
    read.select({ id: topics.authorId }).from(topics).where(inArray(topics.id, these)),
    read.select({ id: comments.authorId }).from(comments).where(inArray(comments.topicId, these)),
    read.select({ id: answers.authorId }).from(answers).where(inArray(answers.topicId, these)),
    read.select({ id: votes.memberId }).from(votes).where(inArray(votes.castOn, these)),
  ] as const;
  const rows = await read
    .select({ id: members.id })
    .from(members)
    .where(and(isNull(members.username), or(...of.map((some) => inArray(members.id, some)))))
    .orderBy(asc(members.id));
  return rows.map(({ id }) => id);
}

/** Those of these placeholders whom nothing here names any more. */
export async function needlessOf(read: Tx, ids: readonly MemberId[]): Promise<MemberId[]> {
  const { id } = members;
  const rows = await read
    .select({ id })
    .from(members)
    .where(
      and(
        inArray(id, [...ids]),
        isNull(members.username),
        notExists(read.select(one).from(topics).where(eq(topics.authorId, id))),
        notExists(read.select(one).from(comments).where(eq(comments.authorId, id))),
        notExists(read.select(one).from(answers).where(eq(answers.authorId, id))),
        notExists(read.select(one).from(votes).where(eq(votes.memberId, id))),
      ),
    );
  return rows.map((row) => row.id);
}
