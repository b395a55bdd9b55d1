import { and, eq, inArray, sql } from "drizzle-orm";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import type { Tx } from "~db/store.ts";

/** A comment from elsewhere, rendered. */
export interface CommentFromElsewhere {
  topicId: TopicId;
  authorId: MemberId;
  text: string;
  html: string;
  /** UTC milliseconds. */
  createdAt: number;
  source: string;
  sourceId: string;
  /** What its source calls the comment that it answers. */
  replyTo: string | null;
}

const known = {
  id: comments.id,
  topicId: comments.topicId,
  thread: comments.thread,
  authorId: comments.authorId,
  text: comments.text,
  source: sql<string>`${comments.source}`,
  sourceId: sql<string>`${comments.sourceId}`,
};
/** A comment that came from a source before. */
export interface KnownComment {
  id: CommentId;
  topicId: TopicId;
  /** The first-level comment it stands under; its own id when it is one. */
  thread: CommentId;
  authorId: MemberId;
  text: string;
  source: string;
  sourceId: string;
}

/** One text for both halves of a source's key. */
export const keyOf = ({ source, sourceId }: { source: string; sourceId: string }): string => `${source}\n${sourceId}`;

const AT_ONCE = 500;

/** Those of these, and of those they answer, that came before; by key. */
export async function commentsBySource(
  read: Tx,
  all: readonly CommentFromElsewhere[],
): Promise<Map<string, KnownComment>> {
  const found = new Map<string, KnownComment>();
  for (const [source, those] of Map.groupBy(all, (one) => one.source)) {
    const ids = [...new Set(those.flatMap(({ sourceId, replyTo }) => (replyTo ? [sourceId, replyTo] : [sourceId])))];
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const some = ids.slice(start, start + AT_ONCE);
      const rows = await read
        .select(known)
        .from(comments)
        .where(and(eq(comments.source, source), inArray(comments.sourceId, some)));
      for (const row of rows) found.set(keyOf(row), row);
    }
  }
  return found;
}

type NewRow = Omit<CommentFromElsewhere, "replyTo"> & { parentId: CommentId | null };

/** Stores new comments. Throws when another import brought one of them at this moment. */
export async function insertComments(tx: Tx, rows: readonly NewRow[]): Promise<KnownComment[]> {
  const stored: KnownComment[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE).map((row) => ({ ...row, thread: row.parentId ?? sql`0` }));
    const added = await tx.insert(comments).values(some).returning(known);
    // A first-level comment begins its own thread.
    const first = added.filter(({ thread }) => thread === 0).map(({ id }) => id);
    if (first.length)
      await tx
        .update(comments)
        .set({ thread: sql`${comments.id}` })
        .where(inArray(comments.id, first));
    stored.push(...added.map((row) => (row.thread === 0 ? { ...row, thread: row.id } : row)));
  }
  return stored;
}

/** The words of one that came before, where they changed there. */
export async function changeWords(tx: Tx, before: KnownComment, now: CommentFromElsewhere): Promise<void> {
  const { authorId, text, html } = now;
  if (before.text === text && before.authorId === authorId) return;
  await tx.update(comments).set({ authorId, text, html }).where(eq(comments.id, before.id));
}
