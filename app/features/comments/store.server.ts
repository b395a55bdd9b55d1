import { and, asc, eq, exists, gt, gte, isNull, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { isModerator, type Viewer } from "~/features/members/rules";
import type { ActId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import { commentRevisions, comments } from "~db/schema/comments.ts";
import { members } from "~db/schema/members.ts";
import { hidings, moderationActs } from "~db/schema/moderation.ts";
import type { Tx } from "~db/store.ts";
import { mayRead } from "./rules";

export type CommentRow = typeof comments.$inferSelect;
type NewRow = Omit<typeof comments.$inferInsert, "id" | "thread">;

/** Stores a comment, or finds the one this form made before. */
export async function insertComment(
  tx: Tx,
  row: NewRow & { once: string },
): Promise<{ id: CommentId; isNew: boolean }> {
  const added = await addRow(tx, row);
  if (added) return { id: added, isNew: true };
  const [before] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.authorId, row.authorId), eq(comments.once, row.once)));
  if (!before) throw new Error("a comment was neither added nor found");
  return { id: before.id, isNew: false };
}

type ImportedRow = Omit<NewRow, "parentId"> & { source: string; sourceId: string };

/**
 * Stores a comment from elsewhere, or its words when they changed there. True when it is new. It stands under the
 * comment of the same topic that its source calls `replyTo`, when there is one.
 */
export async function importComment(tx: Tx, row: ImportedRow, replyTo: string | null): Promise<boolean> {
  const added = await addRow(tx, { ...row, parentId: replyTo === null ? null : await threadOf(tx, row, replyTo) });
  if (!added) await changeImported(tx, row);
  return added !== undefined;
}

async function threadOf(tx: Tx, { topicId, source }: ImportedRow, sourceId: string): Promise<CommentId | null> {
  const [row] = await tx
    .select({ thread: comments.thread })
    .from(comments)
    .where(and(eq(comments.source, source), eq(comments.sourceId, sourceId), eq(comments.topicId, topicId)));
  return row?.thread ?? null;
}

// A first-level comment begins its own thread.
async function addRow(tx: Tx, row: NewRow): Promise<CommentId | undefined> {
  const [added] = await tx
    .insert(comments)
    .values({ ...row, thread: row.parentId ?? sql`0` })
    .onConflictDoNothing()
    .returning({ id: comments.id });
  if (added && !row.parentId) await tx.update(comments).set({ thread: added.id }).where(eq(comments.id, added.id));
  return added?.id;
}

async function changeImported(tx: Tx, { source, sourceId, authorId, text, html }: ImportedRow): Promise<void> {
  await tx
    .update(comments)
    .set({ authorId, text, html })
    .where(
      and(
        eq(comments.source, source),
        eq(comments.sourceId, sourceId),
        or(ne(comments.text, text), ne(comments.authorId, authorId)),
      ),
    );
}

export async function loadComment(read: Tx, id: CommentId): Promise<CommentRow | undefined> {
  const [row] = await read.select().from(comments).where(eq(comments.id, id));
  return row;
}

/** Holds the comment until the transaction ends: the second of two edits keeps the words of the first. */
export async function lockComment(tx: Tx, id: CommentId): Promise<void> {
  await tx
    .update(comments)
    .set({ text: sql`${comments.text}` })
    .where(eq(comments.id, id));
}

export async function keepRevision(tx: Tx, { id, text }: CommentRow, at: number): Promise<void> {
  await tx.insert(commentRevisions).values({ commentId: id, text, at });
}

export async function saveText(
  tx: Tx,
  id: CommentId,
  changes: Pick<CommentRow, "text" | "html" | "editedAt">,
): Promise<void> {
  await tx.update(comments).set(changes).where(eq(comments.id, id));
}

/** True when the topic has comments before this one in reading order. */
export async function hasEarlier(
  read: Tx,
  viewer: Viewer,
  topicId: TopicId,
  { thread, id }: CommentView,
): Promise<boolean> {
  const rows = await read
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(
        eq(comments.topicId, topicId),
        listedFor(read, viewer),
        lte(comments.thread, thread),
        or(lt(comments.thread, thread), lt(comments.id, id)),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Why a comment is hidden. */
export interface Hiding {
  actId: ActId;
  rule: string | null;
  reason: string;
}

export interface CommentView {
  id: CommentId;
  thread: CommentId;
  parentId: CommentId | null;
  /** Absent, like the words, where only its place is left for the replies: hidden, and not for this viewer to read. */
  writer: { id: MemberId; name: string } | null;
  html: string;
  isHidden: boolean;
  hiding: Hiding | null;
  createdAt: number;
  editedAt: number | null;
}

export async function loadComments(
  read: Tx,
  viewer: Viewer,
  topicId: TopicId,
  after: { thread: number; id: number } | null,
  limit: number,
): Promise<CommentView[]> {
  const { id, thread, parentId, authorId, html, isHidden, createdAt, editedAt } = comments;
  const beyond = after
    ? and(gte(thread, sql`${after.thread}`), or(gt(thread, sql`${after.thread}`), gt(id, sql`${after.id}`)))
    : undefined;
  const rows = await read
    .select({
      ...{ id, thread, parentId, authorId, html, isHidden, createdAt, editedAt },
      author: members.displayName,
      actId: moderationActs.id,
      rule: moderationActs.rule,
      reason: moderationActs.reason,
    })
    .from(comments)
    .innerJoin(members, eq(members.id, authorId))
    .leftJoin(hidings, and(eq(hidings.commentId, id), isNull(hidings.shownAt)))
    .leftJoin(moderationActs, eq(moderationActs.id, hidings.actId))
    .where(and(eq(comments.topicId, topicId), listedFor(read, viewer), beyond))
    .orderBy(asc(thread), asc(id))
    .limit(limit);
  return rows.map(({ authorId: writerId, author, actId, rule, reason, ...row }) => {
    const isRead = mayRead(viewer, { authorId: writerId, isHidden: row.isHidden });
    return {
      ...row,
      html: isRead ? row.html : "",
      writer: isRead ? { id: writerId, name: author } : null,
      hiding: actId === null || reason === null ? null : { actId, rule, reason },
    };
  });
}

const replies = alias(comments, "replies");

// A hidden comment stands in the list of those who may read it; for others only while somebody's reply hangs on it.
function listedFor(read: Tx, viewer: Viewer): SQL | undefined {
  if (isModerator(viewer)) return undefined;
  const answered = read
    .select({ one: sql`1` })
    .from(replies)
    .where(and(eq(replies.parentId, comments.id), eq(replies.isHidden, false)));
  return or(eq(comments.isHidden, false), viewer ? eq(comments.authorId, viewer.id) : undefined, exists(answered));
}
