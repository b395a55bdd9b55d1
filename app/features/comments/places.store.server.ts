import { and, asc, desc, eq, exists, gt, gte, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { isModerator, type Viewer } from "~/features/members/rules";
import type { CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { threads } from "~db/schema/threads.ts";
import type { Tx } from "~db/store.ts";
import type { CommentOrder } from "./rules";

/** Where a page goes on. */
export interface Place {
  rank: number;
  thread: number;
  id: number;
}

export interface Page {
  order: CommentOrder;
  after: Place | null;
  limit: number;
}

/** The first-level comments of the threads. */
export const roots = alias(comments, "roots");

/** The comments of a page by number, and those above them. Only these are read whole and put in order. */
export function placesOn(read: Tx, viewer: Viewer, topicId: TopicId, page: Page) {
  const listed = (page.order === "helpful" ? byHelpful : byTime)(read, viewer, topicId, page);
  const top = read
    .select({ id: comments.id })
    .from(comments)
    .leftJoin(threads, eq(threads.acceptedId, comments.id))
    .where(and(eq(comments.topicId, topicId), standsOut(viewer)))
    .as("top");
  return read
    .select({ id: listed.id, isTop: sql<number>`0`.as("is_top") })
    .from(listed)
    .unionAll(read.select({ id: top.id, isTop: sql<number>`1`.as("is_top") }).from(top))
    .as("places");
}

export const orderOf = (order: CommentOrder): SQL[] => [
  ...(order === "helpful" ? [desc(roots.helpful)] : []),
  asc(comments.thread),
  asc(comments.id),
];

function byTime(read: Tx, viewer: Viewer, topicId: TopicId, { after, limit }: Page) {
  const { id, thread } = comments;
  const beyond = after
    ? and(gte(thread, sql`${after.thread}`), or(gt(thread, sql`${after.thread}`), gt(id, sql`${after.id}`)))
    : undefined;
  return read
    .select({ id })
    .from(comments)
    .where(and(eq(comments.topicId, topicId), listedFor(read, viewer), beyond))
    .orderBy(asc(thread), asc(id))
    .limit(limit)
    .as("listed");
}

// A thread stands where its first-level comment's marks put it, the earlier of equals first.
function byHelpful(read: Tx, viewer: Viewer, topicId: TopicId, { after, limit }: Page) {
  return read
    .select({ id: comments.id })
    .from(comments)
    .innerJoin(roots, eq(roots.id, comments.thread))
    .where(and(eq(comments.topicId, topicId), listedFor(read, viewer), after ? lessHelpful(after) : undefined))
    .orderBy(...orderOf("helpful"))
    .limit(limit)
    .as("listed");
}

const lessHelpful = ({ rank, thread, id }: Place): SQL | undefined =>
  or(
    lt(roots.helpful, rank),
    and(
      eq(roots.helpful, rank),
      or(gt(comments.thread, sql`${thread}`), and(eq(comments.thread, sql`${thread}`), gt(comments.id, sql`${id}`))),
    ),
  );

// What is hidden is on top for nobody, but for whoever may read it still the accepted reply.
const standsOut = (viewer: Viewer): SQL | undefined =>
  or(
    and(isNotNull(comments.pinnedAt), eq(comments.isHidden, false)),
    and(isNotNull(threads.acceptedId), readableTo(viewer)),
  );

const readableTo = (viewer: Viewer): SQL | undefined =>
  isModerator(viewer)
    ? undefined
    : or(eq(comments.isHidden, false), viewer ? eq(comments.authorId, viewer.id) : undefined);

/** True when the topic has comments before this one in the order of time. */
export async function hasEarlier(
  read: Tx,
  viewer: Viewer,
  topicId: TopicId,
  { thread, id }: { thread: CommentId; id: CommentId },
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

const replies = alias(comments, "replies");

// A hidden comment stands in the list of those who may read it; for others only while somebody's reply hangs on it.
function listedFor(read: Tx, viewer: Viewer): SQL | undefined {
  const readable = readableTo(viewer);
  if (!readable) return undefined;
  const answered = read
    .select({ one: sql`1` })
    .from(replies)
    .where(and(eq(replies.parentId, comments.id), eq(replies.isHidden, false)));
  return or(readable, exists(answered));
}
