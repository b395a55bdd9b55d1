import { and, desc, eq, gte, inArray, lt, lte, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { IdeaStatus } from "~/features/ideas/rules";
import { trees, treesOf } from "~/features/ideas/scope.server";
import { levelOf } from "~/features/members/scope.server";
import type { ThreadKind } from "~/features/threads/rules";
import type { TopicKind } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import { onPostgres } from "~db/columns.ts";
import type { BoardId, CommentId, DocumentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { searchDocuments, searchPostings, searchWords } from "~db/schema/search.ts";
import { threads } from "~db/schema/threads.ts";
import { boards, topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { unindexed } from "~db/unindexed.ts";
import * as postgres from "./lists.postgres.server";
import * as sqlite from "./lists.sqlite.server";

const { rowsOf } = onPostgres ? postgres : sqlite;

/** What kind of thing a search finds: a kind of topic, or a comment in any. */
export type FoundKind = TopicKind | "comment";

interface WordCount {
  word: string;
  documents: number;
}

const LAST = "\u{10ffff}";
const begins = (start: string): SQL | undefined =>
  and(gte(searchWords.word, start), lt(searchWords.word, start + LAST));

/**
 * In how many documents each of these words stands; and which words begin with one of `starts`, the `most` commonest of
 * each. Words of no document are left out. One statement, however much is asked.
 */
export async function countsOf(
  read: Tx,
  words: readonly string[],
  starts: readonly string[],
  most: number,
): Promise<{ whole: Map<string, number>; begun: WordCount[] }> {
  const whens = starts.map((start, n) => sql`when ${begins(start)} then ${sql.raw(String(n))}`);
  const group = starts.length ? sql`case ${sql.join(whens, sql` `)} else -1 end` : sql`0`;
  const { word, documents } = searchWords;
  const place = sql<number>`row_number() over (partition by ${group} order by ${documents} desc, ${word})`;
  const counted = read
    .select({ word, documents, place: place.mapWith(Number).as("place") })
    .from(searchWords)
    .where(or(inArray(word, [...words]), ...starts.map(begins)))
    .as("counted");
  const rows = await read
    .select()
    .from(counted)
    .where(or(inArray(counted.word, [...words]), lte(counted.place, most)));
  return {
    whole: new Map(rows.map((row) => [row.word, row.documents])),
    begun: rows.filter((row) => row.place <= most && starts.some((start) => row.word.startsWith(start))),
  };
}

/** Words that begin with a letter and have so many, the commonest first. */
export function wordsOfLength(
  read: Tx,
  start: string,
  [least, most]: readonly [number, number],
  limit: number,
): Promise<WordCount[]> {
  return read
    .select()
    .from(searchWords)
    .where(and(begins(start), sql`length(${searchWords.word}) between ${least} and ${most}`))
    .orderBy(desc(searchWords.documents), searchWords.word)
    .limit(limit);
}

/** What may be found. */
export interface Scope {
  kind?: FoundKind | undefined;
  boardId?: BoardId | undefined;
  status?: IdeaStatus | undefined;
}

export interface Found {
  id: DocumentId;
  at: number;
  score: number;
}

/** How much each word counts. */
export type Rarities = ReadonlyMap<string, number>;

const pointsOf = (rarities: Rarities): SQL =>
  sql`case ${searchPostings.word} ${sql.join(
    [...rarities].map(([word, points]) => sql`when ${word} then ${sql.raw(String(Math.trunc(points)))}`),
    sql` `,
  )} else 0 end`;

/** Documents that hold these words, the best first, down to `least` hundredths of the best; and how many there are. */
export function ranked(
  read: Tx,
  rarities: Rarities,
  least: number,
  scope: Scope,
  limit: number,
): Promise<Array<Found & { total: number }>> {
  const matched = read
    .select({
      documentId: searchPostings.documentId,
      score: sql<number>`sum(${searchPostings.weight} * ${pointsOf(rarities)})`.mapWith(Number).as("score"),
    })
    .from(searchPostings)
    .where(inArray(searchPostings.word, [...rarities.keys()]))
    .groupBy(searchPostings.documentId)
    .as("matched");
  const scored = read
    .select({
      ...foundColumns,
      score: matched.score,
      best: sql<number>`max(${matched.score}) over ()`.mapWith(Number).as("best"),
    })
    .from(matched)
    .innerJoin(searchDocuments, eq(searchDocuments.id, matched.documentId))
    .innerJoin(topics, eq(topics.id, searchDocuments.topicId))
    .leftJoin(ideas, eq(ideas.topicId, topics.id))
    .leftJoin(comments, eq(comments.id, searchDocuments.commentId))
    .where(and(...within(scope)))
    .as("scored");
  const { id, at, score, topicId, commentId, best } = scored;
  return read
    .select({ id, at, score, total })
    .from(scored)
    .where(sql`${score} * 100 >= ${best} * ${sql.raw(String(Math.trunc(least)))}`)
    .orderBy(desc(score), desc(at), desc(topicId), desc(commentId))
    .limit(limit);
}

/** The documents written last that hold a word, of the `among` that came last, and how many of those there are. */
export function latest(
  read: Tx,
  word: string,
  among: number,
  scope: Scope,
  limit: number,
): Promise<Array<Found & { total: number }>> {
  const matched = read
    .select({ documentId: searchPostings.documentId })
    .from(searchPostings)
    .where(eq(searchPostings.word, word))
    .orderBy(desc(searchPostings.documentId))
    .limit(among)
    .as("matched");
  return read
    .select({ id: searchDocuments.id, at: searchDocuments.at, score: sql<number>`0`.mapWith(Number), total })
    .from(matched)
    .innerJoin(searchDocuments, eq(searchDocuments.id, matched.documentId))
    .innerJoin(topics, eq(topics.id, searchDocuments.topicId))
    .leftJoin(ideas, eq(ideas.topicId, topics.id))
    .leftJoin(comments, eq(comments.id, searchDocuments.commentId))
    .where(and(...within(scope)))
    .orderBy(desc(searchDocuments.at), desc(searchDocuments.topicId), desc(searchDocuments.commentId))
    .limit(limit);
}

// With the order after the score: the same on both engines, whatever order the documents were indexed in.
const foundColumns = {
  id: searchDocuments.id,
  at: searchDocuments.at,
  topicId: searchDocuments.topicId,
  commentId: searchDocuments.commentId,
};
const total = sql<number>`count(*) over ()`.mapWith(Number);

const ASIDE: readonly IdeaStatus[] = ["draft", "merged", "withdrawn", "archived"];

// A merged idea is found as the one it went into, which holds its words; what was said under it is found there.
const stillRead = and(eq(ideas.status, "merged"), ne(searchDocuments.commentId, 0));

// What everybody may see, whoever asks: the index knows nothing else, and between a text's hiding and the index's
// hearing of it nobody finds it either.
const within = ({ kind, boardId, status }: Scope): Array<SQL | undefined> => [
  visibleTo(null),
  or(eq(searchDocuments.commentId, 0), eq(comments.isHidden, false)),
  status
    ? eq(unindexed(ideas.status), status)
    : or(ne(topics.kind, IDEA), notInArray(ideas.status, [...ASIDE]), stillRead),
  boardId ? eq(unindexed(topics.boardId), boardId) : undefined,
  ...(kind === undefined ? [] : whatIs(kind)),
];

const IDEA: TopicKind = "idea";

const whatIs = (kind: FoundKind): SQL[] =>
  kind === "comment" ? [ne(searchDocuments.commentId, 0)] : [eq(searchDocuments.commentId, 0), eq(topics.kind, kind)];

/** What these words add to each of these documents. */
export function pointsIn(
  read: Tx,
  rarities: Rarities,
  documents: readonly DocumentId[],
): Promise<Array<{ id: DocumentId; points: number }>> {
  return read
    .select({
      id: searchPostings.documentId,
      points: sql<number>`sum(${searchPostings.weight} * ${pointsOf(rarities)})`.mapWith(Number),
    })
    .from(searchPostings)
    .where(
      and(inArray(searchPostings.word, [...rarities.keys()]), inArray(searchPostings.documentId, rowsOf(documents))),
    )
    .groupBy(searchPostings.documentId);
}

const commenters = alias(members, "commenters");

export interface HitRow {
  id: DocumentId;
  topicId: TopicId;
  topicKind: TopicKind;
  commentId: CommentId | 0;
  sourceId: string | null;
  title: string;
  /** Of the comment, or else of the topic. */
  text: string;
  /** Of an idea. */
  status: IdeaStatus | null;
  /** Of a thread. */
  thread: ThreadKind | null;
  supporters: number;
  importedSupport: number;
  authorId: MemberId;
  author: string;
  level: number | null;
  board: string;
  at: number;
  isSupported: boolean;
}

/** The titles of the ideas that were merged into these, as far as everybody may read them. */
export async function mergedTitles(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, string[]>> {
  const rows = await read
    .select({ top: trees.top, title: topics.title })
    .from(treesOf(ids))
    .crossJoin(topics)
    .where(and(eq(topics.id, trees.id), visibleTo(null)));
  const titles = new Map<TopicId, string[]>();
  for (const { top, title } of rows) titles.set(top, [...(titles.get(top) ?? []), title]);
  return titles;
}

/** What is shown of documents, in no order. */
export async function loadHits(read: Tx, ids: readonly DocumentId[], viewer: MemberId | null): Promise<HitRow[]> {
  const supported = read
    .select({ one: sql`1` })
    .from(votes)
    .where(
      and(
        ...[eq(votes.root, topics.id), eq(votes.memberId, viewer ?? (0 as MemberId))],
        ...[eq(votes.kind, "support"), sql`${votes.counts}`],
      ),
    );
  const rows = await read
    .select({
      id: searchDocuments.id,
      topicId: topics.id,
      topicKind: topics.kind,
      commentId: searchDocuments.commentId,
      sourceId: topics.sourceId,
      ...{ title: topics.title, problem: ideas.problem, proposal: ideas.proposal },
      comment: comments.text,
      written: threads.text,
      status: ideas.status,
      thread: threads.kind,
      supporters: sql<number>`coalesce(${ideas.supporters}, 0)`.mapWith(Number),
      importedSupport: sql<number>`coalesce(${ideas.importedSupport}, 0)`.mapWith(Number),
      authorId: sql`coalesce(${commenters.id}, ${members.id})`.mapWith(members.id),
      author: sql<string>`coalesce(${commenters.displayName}, ${members.displayName})`,
      level: levelOf(sql`coalesce(${commenters.id}, ${members.id})`),
      board: boards.name,
      at: searchDocuments.at,
      isSupported: sql<boolean>`exists ${supported}`.mapWith(Boolean),
    })
    .from(searchDocuments)
    .innerJoin(topics, eq(topics.id, searchDocuments.topicId))
    .leftJoin(ideas, eq(ideas.topicId, topics.id))
    .leftJoin(threads, eq(threads.topicId, topics.id))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .leftJoin(comments, eq(comments.id, searchDocuments.commentId))
    .leftJoin(commenters, eq(commenters.id, comments.authorId))
    .where(inArray(searchDocuments.id, [...ids]));
  return rows.map(({ problem, proposal, written, comment, ...row }) => ({
    ...row,
    text: comment ?? [written, problem, proposal].filter(Boolean).join("\n"),
  }));
}
