import { and, asc, count, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { onPostgres } from "~db/columns.ts";
import type { CommentId, DocumentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { searchCatchUps, searchDocuments, searchPostings, searchWords } from "~db/schema/search.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import * as postgres from "./lists.postgres.server";
import * as sqlite from "./lists.sqlite.server";
import type { Posting } from "./rules";

const { rowsOf, countRows, postingRows } = onPostgres ? postgres : sqlite;

/** What can be found under a topic: itself, or a comment. */
export interface Place {
  topicId: TopicId;
  /** 0: the topic itself. */
  commentId: CommentId | 0;
}

/** Stands in every document, so its count is theirs. */
export const EVERY = "";

const at = ({ topicId, commentId }: Place) =>
  and(eq(searchDocuments.topicId, topicId), eq(searchDocuments.commentId, commentId));

/** What everybody may read of a topic; undefined when that is nothing. */
export async function readableTopic(tx: Tx, id: TopicId) {
  const { title, createdAt, sourceHash } = topics;
  const [row] = await tx
    .select({ title, createdAt, sourceHash, problem: ideas.problem, proposal: ideas.proposal })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(eq(topics.id, id), eq(topics.visibility, "open")));
  return row;
}

/** What everybody may read of a comment; undefined when that is nothing. */
export async function readableComment(tx: Tx, id: CommentId) {
  const { text, createdAt } = comments;
  const [row] = await tx
    .select({ text, createdAt })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .where(and(eq(comments.id, id), eq(comments.isHidden, false), eq(topics.visibility, "open")));
  return row;
}

export async function readableCommentsOf(tx: Tx, topicId: TopicId): Promise<CommentId[]> {
  const rows = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.topicId, topicId), eq(comments.isHidden, false)))
    .orderBy(asc(comments.id));
  return rows.map(({ id }) => id);
}

/** Where these people wrote a comment that is indexed. */
export function placesBy(tx: Tx, people: readonly MemberId[]): Promise<Place[]> {
  return tx
    .select({ topicId: searchDocuments.topicId, commentId: searchDocuments.commentId })
    .from(searchDocuments)
    .innerJoin(comments, eq(comments.id, searchDocuments.commentId))
    .where(inArray(comments.authorId, [...people]))
    .orderBy(asc(searchDocuments.id));
}

/** The places under a topic that have a document. */
export function indexedPlaces(tx: Tx, topicId: TopicId): Promise<Place[]> {
  const { commentId } = searchDocuments;
  return tx
    .select({ topicId: searchDocuments.topicId, commentId })
    .from(searchDocuments)
    .where(eq(searchDocuments.topicId, topicId))
    .orderBy(asc(commentId));
}

/** A document as it is known. Its words begin with EVERY, once they were counted. */
export interface Known {
  id: DocumentId;
  words: string[];
}

const knownColumns = { id: searchDocuments.id, words: searchDocuments.words };
const asItIs = { at: sql`${searchDocuments.at}` };

/** The document of a place, held until the transaction ends: two who read the same text wait for each other. */
export async function heldDocument(tx: Tx, place: Place): Promise<Known | undefined> {
  const [row] = await tx.update(searchDocuments).set(asItIs).where(at(place)).returning(knownColumns);
  return row;
}

/** The same, made empty when there was none. */
export async function heldOrNew(tx: Tx, place: Place): Promise<Known> {
  const [row] = await tx
    .insert(searchDocuments)
    .values({ ...place, at: 0, words: [] })
    .onConflictDoUpdate({ target: [searchDocuments.topicId, searchDocuments.commentId], set: asItIs })
    .returning(knownColumns);
  if (!row) throw new Error("a search document was neither made nor found");
  return row;
}

export async function saveDocument(
  tx: Tx,
  id: DocumentId,
  changes: { at: number; words: string[]; sourceHash: string | null },
): Promise<void> {
  await tx.update(searchDocuments).set(changes).where(eq(searchDocuments.id, id));
}

export async function deleteDocument(tx: Tx, id: DocumentId): Promise<void> {
  await tx.delete(searchDocuments).where(eq(searchDocuments.id, id));
}

/** Puts a document into the index, which does not have it. Returns the words that were counted. */
export async function addPostings(tx: Tx, id: DocumentId, postings: readonly Posting[]): Promise<string[]> {
  const words = [EVERY, ...postings.map(([word]) => word)];
  if (postings.length) await tx.insert(searchPostings).select(postingRows(id, postings));
  await countUp(tx, words);
  return words;
}

/** Takes it out again. */
export async function removePostings(tx: Tx, { id, words }: Known): Promise<void> {
  if (!words.length) return;
  await tx
    .delete(searchPostings)
    .where(and(inArray(searchPostings.word, rowsOf(words)), eq(searchPostings.documentId, id)));
  await countDown(tx, words);
}

async function countUp(tx: Tx, words: readonly string[]): Promise<void> {
  await tx
    .insert(searchWords)
    .select(countRows(words))
    .onConflictDoUpdate({ target: searchWords.word, set: { documents: sql`${searchWords.documents} + 1` } });
}

// A word that stands nowhere any more is forgotten: it may have been the reason why a text was hidden.
async function countDown(tx: Tx, words: readonly string[]): Promise<void> {
  const these = inArray(searchWords.word, rowsOf(words));
  await tx
    .update(searchWords)
    .set({ documents: sql`${searchWords.documents} - 1` })
    .where(these);
  await tx.delete(searchWords).where(and(these, lte(searchWords.documents, 0)));
}

const TOPICS = "topics";

/** The topic up to which the index has caught up; null when it has, all the way. Held until the transaction ends. */
export async function caughtUpTo(tx: Tx): Promise<TopicId | null> {
  const [row] = await tx
    .update(searchCatchUps)
    .set({ name: TOPICS })
    .where(eq(searchCatchUps.name, TOPICS))
    .returning({ topicId: searchCatchUps.topicId });
  return (row?.topicId as TopicId | undefined) ?? null;
}

/** Where to go on; null when nothing is left. */
export async function saveCaughtUp(tx: Tx, topicId: number | null): Promise<void> {
  if (topicId === null) await tx.delete(searchCatchUps).where(eq(searchCatchUps.name, TOPICS));
  else
    await tx
      .insert(searchCatchUps)
      .values({ name: TOPICS, topicId })
      .onConflictDoUpdate({ target: searchCatchUps.name, set: { topicId } });
}

/** The next topics by id, and whether their documents are what they should be. */
export async function topicsAfter(
  tx: Tx,
  after: TopicId,
  limit: number,
): Promise<Array<{ id: TopicId; isCurrent: boolean }>> {
  const written = tx
    .select({ n: count() })
    .from(comments)
    .where(and(eq(comments.topicId, topics.id), eq(comments.isHidden, false)));
  const indexed = tx
    .select({ n: count() })
    .from(searchDocuments)
    .where(and(eq(searchDocuments.topicId, topics.id), gt(searchDocuments.commentId, sql`0`)));
  const rows = await tx
    .select({
      id: topics.id,
      visibility: topics.visibility,
      hash: topics.sourceHash,
      documentId: searchDocuments.id,
      indexedHash: searchDocuments.sourceHash,
      written: sql<number>`(${written})`.mapWith(Number),
      indexed: sql<number>`(${indexed})`.mapWith(Number),
    })
    .from(topics)
    .leftJoin(searchDocuments, and(eq(searchDocuments.topicId, topics.id), eq(searchDocuments.commentId, 0)))
    .where(gt(topics.id, after))
    .orderBy(asc(topics.id))
    .limit(limit);
  return rows.map(({ id, visibility, hash, documentId, indexedHash, ...comments }) => ({
    id,
    isCurrent:
      visibility === "open"
        ? documentId !== null && hash === indexedHash && comments.written === comments.indexed
        : documentId === null && comments.indexed === 0,
  }));
}
