import { and, desc, eq, lte } from "drizzle-orm";
import { levelOf } from "~/features/members/scope.server";
import type { Revision, Version } from "~/features/topics/revisions";
import type { CommentId } from "~db/ids.ts";
import { commentRevisions, comments } from "~db/schema/comments.ts";
import { members } from "~db/schema/members.ts";
import type { Tx } from "~db/store.ts";
import type { CommentRow } from "./store.server";

/** Keeps the words as they are before an edit. */
export async function keepRevision(tx: Tx, { id, text }: CommentRow, at: number): Promise<void> {
  await tx.insert(commentRevisions).values({ commentId: id, text, at });
}

/** The former words of a comment from one edit on, that one included; the latest first. Only its author edits it. */
export function loadRevisions(read: Tx, commentId: CommentId, from: number | null, limit: number): Promise<Revision[]> {
  const { id, text, at } = commentRevisions;
  return read
    .select({
      ...{ id, byId: comments.authorId, by: members.displayName, level: levelOf(comments.authorId), at },
      words: { text },
    })
    .from(commentRevisions)
    .innerJoin(comments, eq(comments.id, commentRevisions.commentId))
    .innerJoin(members, eq(members.id, comments.authorId))
    .where(and(eq(commentRevisions.commentId, commentId), from === null ? undefined : lte(id, from)))
    .orderBy(desc(id))
    .limit(limit);
}

/** The words that stand, with who said them first, and when. */
export async function loadVersion(read: Tx, id: CommentId): Promise<Version | undefined> {
  const { authorId: byId, createdAt: at, text } = comments;
  const [row] = await read
    .select({ byId, by: members.displayName, level: levelOf(byId), at, words: { text } })
    .from(comments)
    .innerJoin(members, eq(members.id, comments.authorId))
    .where(eq(comments.id, id));
  return row;
}
