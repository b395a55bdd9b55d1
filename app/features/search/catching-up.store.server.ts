import { and, asc, count, eq, gt, gte, inArray, sql } from "drizzle-orm";
import type { CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { searchAsked, searchCatchUps, searchDocuments } from "~db/schema/search.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { Place } from "./index.store.server";

/** A topic that has to be indexed anew. */
export type Asked = typeof searchAsked.$inferSelect;

/** Says that these topics have to be indexed anew from their beginning, also where that was half done. */
export async function saveAsked(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  if (!ids.length) return;
  await tx
    .insert(searchAsked)
    .values(ids.map((topicId) => ({ topicId, commentId: 0 })))
    .onConflictDoUpdate({ target: searchAsked.topicId, set: { commentId: 0 } });
}

/** The first topics that were asked for, held until the transaction ends. */
export async function heldAsked(tx: Tx, limit: number): Promise<Asked[]> {
  const first = tx
    .select({ topicId: searchAsked.topicId })
    .from(searchAsked)
    .orderBy(asc(searchAsked.topicId))
    .limit(limit);
  const rows = await tx
    .update(searchAsked)
    .set({ commentId: sql`${searchAsked.commentId}` })
    .where(inArray(searchAsked.topicId, first))
    .returning();
  return rows.sort((one, other) => one.topicId - other.topicId);
}

/** Says that everything of a topic before this comment is done. */
export async function saveReached(tx: Tx, topicId: TopicId, commentId: number): Promise<void> {
  await tx.update(searchAsked).set({ commentId }).where(eq(searchAsked.topicId, topicId));
}

/** Says that topics are done. */
export async function deleteAsked(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await tx.delete(searchAsked).where(inArray(searchAsked.topicId, [...ids]));
}

/** Comments of these topics that go on where they were left, as far as nobody hid them. */
export function commentsToRead(tx: Tx, ids: readonly TopicId[], limit: number): Promise<Place[]> {
  const { topicId, commentId } = searchAsked;
  return tx
    .select({ topicId, commentId: sql<CommentId>`${comments.id}`.mapWith(comments.id) })
    .from(searchAsked)
    .innerJoin(comments, and(eq(comments.topicId, topicId), gte(comments.id, commentId)))
    .where(and(inArray(topicId, [...ids]), eq(comments.isHidden, false)))
    .orderBy(asc(topicId), asc(comments.id))
    .limit(limit);
}

/** The same of what is indexed. */
export function placesToRead(tx: Tx, ids: readonly TopicId[], limit: number): Promise<Place[]> {
  const { topicId, commentId } = searchDocuments;
  return tx
    .select({ topicId, commentId })
    .from(searchAsked)
    .innerJoin(searchDocuments, and(eq(topicId, searchAsked.topicId), gte(commentId, searchAsked.commentId)))
    .where(inArray(searchAsked.topicId, [...ids]))
    .orderBy(asc(topicId), asc(commentId))
    .limit(limit);
}

const TOPICS = "topics";

/** The topic up to which was looked; null when that is all the way. Held until the transaction ends. */
export async function lookedUpTo(tx: Tx): Promise<TopicId | null> {
  const [row] = await tx
    .update(searchCatchUps)
    .set({ name: TOPICS })
    .where(eq(searchCatchUps.name, TOPICS))
    .returning({ topicId: searchCatchUps.topicId });
  return (row?.topicId as TopicId | undefined) ?? null;
}

/** Where to go on; null when nothing is left. */
export async function saveLookedUpTo(tx: Tx, topicId: number | null): Promise<void> {
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
