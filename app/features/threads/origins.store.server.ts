import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideaOrigins } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** The idea that was made of a comment, or of a thread itself. */
export async function ideaMadeOf(
  read: Tx,
  { topic, commentId }: { topic: { id: TopicId }; commentId: CommentId | null },
): Promise<TopicId | null> {
  const [row] = await read
    .select({ id: ideaOrigins.ideaId })
    .from(ideaOrigins)
    .where(
      commentId
        ? eq(ideaOrigins.commentId, commentId)
        : and(eq(ideaOrigins.topicId, topic.id), isNull(ideaOrigins.commentId)),
    );
  return row?.id ?? null;
}

/** The same while everybody may read it. */
export async function openIdeaMadeOf(
  read: Tx,
  origin: Parameters<typeof ideaMadeOf>[1],
): Promise<{ id: TopicId; title: string } | null> {
  const id = await ideaMadeOf(read, origin);
  if (!id) return null;
  const [row] = await read
    .select({ id: topics.id, title: topics.title })
    .from(topics)
    .where(and(eq(topics.id, id), eq(topics.visibility, "open")));
  return row ?? null;
}

/** The idea that was made of a thread itself, as far as the viewer may see it: to be joined to the thread by number. */
export function ideaOfThread(read: Tx, viewer: Viewer, threadId: TopicId) {
  return read
    .select({
      threadId: ideaOrigins.topicId,
      madeId: sql<TopicId>`${topics.id}`.as("made_id"),
      madeTitle: sql<string>`${topics.title}`.as("made_title"),
    })
    .from(ideaOrigins)
    .innerJoin(topics, and(eq(topics.id, ideaOrigins.ideaId), visibleTo(viewer)))
    .where(and(eq(ideaOrigins.topicId, threadId), isNull(ideaOrigins.commentId)))
    .as("made");
}

export async function insertOrigin(tx: Tx, row: typeof ideaOrigins.$inferInsert): Promise<void> {
  await tx.insert(ideaOrigins).values(row);
}

/** Nobody knows any more where these ideas came from, or what was made of what was said in these topics. */
export async function deleteOriginsOf(tx: Tx, topics: readonly TopicId[]): Promise<void> {
  const these = [...topics];
  await tx.delete(ideaOrigins).where(or(inArray(ideaOrigins.ideaId, these), inArray(ideaOrigins.topicId, these)));
}

/** The same of what these people made, or said in a comment. */
export async function deleteOriginsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  const theirs = tx.select({ id: comments.id }).from(comments).where(inArray(comments.authorId, these));
  await tx.delete(ideaOrigins).where(or(inArray(ideaOrigins.by, these), inArray(ideaOrigins.commentId, theirs)));
}
