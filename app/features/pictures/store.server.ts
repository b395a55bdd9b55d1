import { and, eq, exists, inArray, isNotNull, lt, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import { visibleTo } from "~/features/topics/scope.server";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { pictures, pictureUses } from "~db/schema/pictures.ts";
import { topics } from "~db/schema/topics.ts";
import { drafts } from "~db/schema/writing.ts";
import type { Tx } from "~db/store.ts";

/** Stores a picture, or that somebody sent it again. */
export async function savePicture(tx: Tx, row: typeof pictures.$inferInsert): Promise<void> {
  await tx
    .insert(pictures)
    .values(row)
    .onConflictDoUpdate({ target: pictures.hash, set: { at: row.at } });
}

interface StoredPicture {
  width: number;
  height: number;
  memberId: MemberId;
  /** Some text that everybody may read shows it. */
  isShown: boolean;
}

export async function loadPicture(read: Tx, hash: string): Promise<StoredPicture | undefined> {
  const { width, height, memberId } = pictures;
  const isReadable = or(eq(pictureUses.commentId, 0), eq(comments.isHidden, false));
  const shown = usesOfIt(read, and(visibleTo(null), isReadable));
  const [row] = await read
    .select({ width, height, memberId, isShown: sql<number>`case when ${exists(shown)} then 1 else 0 end` })
    .from(pictures)
    .where(eq(pictures.hash, hash));
  return row && { ...row, isShown: Number(row.isShown) === 1 };
}

// A comment may have moved to another topic since, and is asked where it stands now.
const usesOfIt = (read: Tx, condition: SQL | undefined) =>
  read
    .select({ one: sql`1` })
    .from(pictureUses)
    .leftJoin(comments, eq(comments.id, pictureUses.commentId))
    .innerJoin(topics, eq(topics.id, sql`coalesce(${comments.topicId}, ${pictureUses.topicId})`))
    .where(and(eq(pictureUses.hash, pictures.hash), condition));

/** A text: a topic's own, or a comment's. */
export interface Place {
  topicId: TopicId;
  commentId: CommentId | 0;
}

/** The text shows no others than these. */
export async function dropOtherUses(tx: Tx, { topicId, commentId }: Place, hashes: readonly string[]): Promise<void> {
  const others = hashes.length ? notInArray(pictureUses.hash, [...hashes]) : undefined;
  await tx
    .delete(pictureUses)
    .where(and(eq(pictureUses.topicId, topicId), eq(pictureUses.commentId, commentId), others));
}

/** The text shows these, too. */
export async function insertUses(tx: Tx, { topicId, commentId }: Place, hashes: readonly string[]): Promise<void> {
  if (!hashes.length) return;
  await tx
    .insert(pictureUses)
    .values(hashes.map((hash) => ({ hash, topicId, commentId })))
    .onConflictDoNothing();
}

/** Deletes some of the pictures that were sent before `before` and that no text shows, nor one somebody still writes. */
export async function deleteUnused(tx: Tx, before: number, most: number): Promise<void> {
  const isThere = or(eq(pictureUses.commentId, 0), isNotNull(comments.id));
  const draftsWithIt = tx
    .select({ one: sql`1` })
    .from(drafts)
    .where(
      and(
        eq(drafts.memberId, pictures.memberId),
        sql`cast(${drafts.fields} as text) like '%' || ${pictures.hash} || '%'`,
      ),
    );
  const unused = tx
    .select({ hash: pictures.hash })
    .from(pictures)
    .where(and(lt(pictures.at, before), not(exists(usesOfIt(tx, isThere))), not(exists(draftsWithIt))))
    .limit(most);
  await tx.delete(pictures).where(and(inArray(pictures.hash, unused), lt(pictures.at, before)));
}

/** Those of the names that a picture has. */
export async function knownHashes(read: Tx, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await read
    .select({ hash: pictures.hash })
    .from(pictures)
    .where(inArray(pictures.hash, [...hashes]));
  return new Set(rows.map(({ hash }) => hash));
}

export async function deleteUsesOf(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  await tx.delete(pictureUses).where(inArray(pictureUses.topicId, [...ids]));
}

/** Deletes what these people sent, wherever it is shown, and what their comments show. */
export async function deletePicturesBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const sent = tx
    .select({ hash: pictures.hash })
    .from(pictures)
    .where(inArray(pictures.memberId, [...people]));
  const written = tx
    .select({ id: comments.id })
    .from(comments)
    .where(inArray(comments.authorId, [...people]));
  await tx.delete(pictureUses).where(or(inArray(pictureUses.hash, sent), inArray(pictureUses.commentId, written)));
  await tx.delete(pictures).where(inArray(pictures.memberId, [...people]));
}
