import { and, asc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";
import type { CommentRow } from "./store.server";

/** The rows that changed. */
export function setHidden(tx: Tx, ids: readonly CommentId[], isHidden: boolean): Promise<CommentRow[]> {
  return tx
    .update(comments)
    .set({ isHidden })
    .where(and(inArray(comments.id, [...ids]), ne(comments.isHidden, isHidden)))
    .returning();
}

export interface CommentGlance {
  id: CommentId;
  topicId: TopicId;
  text: string;
  createdAt: number;
}

/** What somebody has said that everybody sees, in order of number, after one. */
export function shownCommentsOf(read: Tx, authorId: MemberId, after: number, limit: number): Promise<CommentGlance[]> {
  const { id, topicId, text, createdAt } = comments;
  return read
    .select({ id, topicId, text, createdAt })
    .from(comments)
    .where(and(eq(comments.authorId, authorId), eq(comments.isHidden, false), gt(id, sql`${after}`)))
    .orderBy(asc(id))
    .limit(limit);
}

export const countShownComments = (read: Tx, authorId: MemberId): Promise<number> =>
  read.$count(comments, and(eq(comments.authorId, authorId), eq(comments.isHidden, false)));
