import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { onwardFrom, trees, treesOf } from "~/features/ideas/scope.server";
import { onPostgres } from "~db/columns.ts";
import type { CommentId, DocumentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { searchDocuments, searchPostings, searchWords } from "~db/schema/search.ts";
import { threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import * as postgres from "./lists.postgres.server";
import * as sqlite from "./lists.sqlite.server";
import type { Posting } from "./rules";

const { rowsOf, countRows, postingRows, wordRows } = onPostgres ? postgres : sqlite;

/** What can be found under a topic: itself, or a comment. */
export interface Place {
  topicId: TopicId;
  /** 0: the topic itself. */
  commentId: CommentId | 0;
}

/** Stands in every document, so its count is theirs. */
export const EVERY = "";

/** What everybody may read of these topics; those of which that is nothing are left out. */
export function readableTopics(tx: Tx, ids: readonly TopicId[]) {
  const { id, title, createdAt, sourceHash } = topics;
  const { problem, proposal } = ideas;
  return tx
    .select({ topicId: id, title, createdAt, sourceHash, problem, proposal, thread: threads.text })
    .from(topics)
    .leftJoin(ideas, eq(ideas.topicId, topics.id))
    .leftJoin(threads, eq(threads.topicId, topics.id))
    .where(and(inArray(id, [...ids]), eq(topics.visibility, "open")));
}

/** These topics, and the ideas that merges lead on to from them. */
export async function withRoots(tx: Tx, ids: readonly TopicId[]): Promise<TopicId[]> {
  const rows = await tx
    .select({ id: topics.id })
    .from(topics)
    .where(inArray(topics.id, onwardFrom(ids)))
    .orderBy(asc(topics.id));
  return rows.map(({ id }) => id);
}

/** What everybody may read of the ideas that were merged into these: their titles and problems. */
export async function mergedWords(tx: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, string[]>> {
  const rows = await tx
    .select({ top: trees.top, title: topics.title, problem: ideas.problem })
    .from(treesOf(ids))
    .crossJoin(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(eq(topics.id, trees.id), eq(topics.visibility, "open")))
    .orderBy(asc(trees.top), asc(trees.id));
  const words = new Map<TopicId, string[]>();
  for (const { top, title, problem } of rows) words.set(top, [...(words.get(top) ?? []), title, problem]);
  return words;
}

/** The same of comments. */
export function readableComments(tx: Tx, ids: readonly CommentId[]) {
  const { id, topicId, text, createdAt, isHidden } = comments;
  return tx
    .select({ topicId, commentId: id, text, createdAt })
    .from(comments)
    .innerJoin(topics, eq(topics.id, topicId))
    .where(and(inArray(id, [...ids]), eq(isHidden, false), eq(topics.visibility, "open")));
}

const placeColumns = { topicId: searchDocuments.topicId, commentId: searchDocuments.commentId };

/** Where these people wrote a comment that is indexed. */
export function placesBy(tx: Tx, people: readonly MemberId[]): Promise<Place[]> {
  return tx
    .select(placeColumns)
    .from(searchDocuments)
    .innerJoin(comments, eq(comments.id, searchDocuments.commentId))
    .where(inArray(comments.authorId, [...people]))
    .orderBy(asc(searchDocuments.id));
}

/** The places under these topics that have a document. */
export function indexedPlaces(tx: Tx, ids: readonly TopicId[]): Promise<Place[]> {
  const { topicId, commentId } = searchDocuments;
  return tx
    .select(placeColumns)
    .from(searchDocuments)
    .where(inArray(topicId, [...ids]))
    .orderBy(asc(topicId), asc(commentId));
}

/** A document as it is known. Its words begin with EVERY, once they were counted. */
export interface Known extends Place {
  id: DocumentId;
  words: string[];
}

const place = [searchDocuments.topicId, searchDocuments.commentId];
const asGiven = (name: string) => sql`excluded.${sql.identifier(name)}`;

/**
 * The documents of these places, each given once, made empty where there were none. Held until the transaction ends: two
 * who read the same text wait for each other.
 */
export function heldOrNew(tx: Tx, places: readonly Place[]): Promise<Known[]> {
  return tx
    .insert(searchDocuments)
    .values(places.map(({ topicId, commentId }) => ({ topicId, commentId, at: 0, words: [] })))
    .onConflictDoUpdate({ target: place, set: { at: sql`${searchDocuments.at}` } })
    .returning({ ...placeColumns, id: searchDocuments.id, words: searchDocuments.words });
}

export type Document = typeof searchDocuments.$inferSelect;

export async function saveDocuments(tx: Tx, documents: readonly Document[]): Promise<void> {
  if (!documents.length) return;
  const set = { at: asGiven("at"), words: asGiven("words"), sourceHash: asGiven("source_hash") };
  await tx
    .insert(searchDocuments)
    .values([...documents])
    .onConflictDoUpdate({ target: place, set });
}

export async function deleteDocuments(tx: Tx, ids: readonly DocumentId[]): Promise<void> {
  if (ids.length) await tx.delete(searchDocuments).where(inArray(searchDocuments.id, [...ids]));
}

/** Says which words stand in these documents, and how much each says. */
export async function savePostings(tx: Tx, postings: ReadonlyMap<DocumentId, readonly Posting[]>): Promise<void> {
  if (!postings.size) return;
  const { word, documentId } = searchPostings;
  await tx
    .insert(searchPostings)
    .select(postingRows(postings))
    .onConflictDoUpdate({ target: [word, documentId], set: { weight: asGiven("weight") } });
}

/** Says that these words stand in these documents no more. */
export async function deletePostings(tx: Tx, words: ReadonlyMap<DocumentId, readonly string[]>): Promise<void> {
  if (!words.size) return;
  const { word, documentId } = searchPostings;
  await tx.delete(searchPostings).where(sql`(${word}, ${documentId}) in ${wordRows(words)}`);
}

/** Counts words up: in how many documents more each of them stands. */
export async function countUp(tx: Tx, more: ReadonlyMap<string, number>): Promise<void> {
  if (!more.size) return;
  const { word, documents } = searchWords;
  await tx
    .insert(searchWords)
    .select(countRows(more))
    .onConflictDoUpdate({ target: word, set: { documents: sql`${documents} + ${asGiven("documents")}` } });
}

/** Counts words down, which all were counted. One that stands nowhere any more is forgotten: it may have been the reason
 * why a text was hidden. */
export async function countDown(tx: Tx, less: ReadonlyMap<string, number>): Promise<void> {
  if (!less.size) return;
  const { word, documents } = searchWords;
  await tx
    .insert(searchWords)
    .select(countRows(less))
    .onConflictDoUpdate({ target: word, set: { documents: sql`${documents} - ${asGiven("documents")}` } });
  await tx.delete(searchWords).where(and(inArray(word, rowsOf([...less.keys()])), lte(documents, 0)));
}
