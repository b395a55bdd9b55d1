import { and, desc, eq, exists, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { levelOf } from "~/features/members/scope.server";
import type { TopicState } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { threads } from "~db/schema/threads.ts";
import { boards, topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { acceptedReply } from "./accepting.store.server";
import type { ThreadKind, ThreadOrder } from "./rules";

/** Which threads a list shows. */
export interface ThreadFilter {
  order: ThreadOrder;
  kind?: ThreadKind | undefined;
  boardId?: BoardId | undefined;
  /** Folded. */
  tag?: string | undefined;
  /** Only questions without an accepted reply. */
  isWaiting?: boolean | undefined;
}

export interface ThreadRow extends TopicState {
  id: TopicId;
  kind: ThreadKind;
  title: string;
  /** The first 1,000 characters of its text: more than a glance looks at. */
  start: string;
  cover: string | null;
  isAnswered: boolean;
  authorId: MemberId;
  author: string;
  authorLevel: number | null;
  board: string;
  boardSlug: string;
  createdAt: number;
  lastActivityAt: number;
  comments: number;
}

/** What a card and a page say alike. A question whose accepted reply is hidden from its reader waits for one. */
export const threadColumns = (read: Tx, viewer: Viewer) => ({
  id: topics.id,
  kind: threads.kind,
  title: topics.title,
  start: sql<string>`substr(${threads.text}, 1, 1000)`,
  cover: threads.cover,
  isAnswered: sql<boolean>`${acceptedReply(read, viewer)} is not null`.mapWith(Boolean),
  authorId: topics.authorId,
  author: members.displayName,
  authorLevel: levelOf(topics.authorId),
  board: boards.name,
  boardSlug: boards.slug,
  createdAt: topics.createdAt,
  lastActivityAt: topics.lastActivityAt,
  comments: topics.commentCount,
  visibility: topics.visibility,
  isLocked: topics.isLocked,
});

const KEYS = { active: topics.lastActivityAt, new: topics.createdAt };

export function loadThreads(
  read: Tx,
  viewer: Viewer,
  { order, ...filter }: ThreadFilter,
  page: { limit: number; after: { at: number; id: TopicId } | null },
): Promise<ThreadRow[]> {
  const key = KEYS[order];
  return read
    .select(threadColumns(read, viewer))
    .from(topics)
    .innerJoin(threads, eq(threads.topicId, topics.id))
    .innerJoin(members, eq(members.id, topics.authorId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .where(
      and(eq(topics.kind, "thread"), visibleTo(viewer), ...conditions(read, viewer, filter), beyond(key, page.after)),
    )
    .orderBy(desc(key), desc(topics.id))
    .limit(page.limit);
}

function conditions(
  read: Tx,
  viewer: Viewer,
  { kind, boardId, tag, isWaiting }: Omit<ThreadFilter, "order">,
): Array<SQL | undefined> {
  return [
    kind ? eq(threads.kind, kind) : undefined,
    boardId ? eq(topics.boardId, boardId) : undefined,
    isWaiting ? and(eq(threads.kind, "question"), isNull(acceptedReply(read, viewer))) : undefined,
    tag ? exists(taggedWith(read, tag)) : undefined,
  ];
}

const taggedWith = (read: Tx, tag: string) =>
  read
    .select({ one: sql`1` })
    .from(topicTags)
    .where(and(eq(topicTags.topicId, topics.id), eq(topicTags.key, tag)));

// Written so that an index on (key, id) finds the place: key <= k first, then the tie.
const beyond = (key: (typeof KEYS)[ThreadOrder], after: { at: number; id: TopicId } | null): SQL | undefined =>
  after ? and(lte(key, after.at), or(lt(key, after.at), lt(topics.id, after.id))) : undefined;

export interface MyThread extends TopicState {
  id: TopicId;
  kind: ThreadKind;
  title: string;
  createdAt: number;
}

export function loadMine(read: Tx, authorId: MemberId, before: TopicId | null, limit: number): Promise<MyThread[]> {
  const { id, title, createdAt, visibility, isLocked } = topics;
  return read
    .select({ id, kind: threads.kind, title, createdAt, visibility, isLocked })
    .from(topics)
    .innerJoin(threads, eq(threads.topicId, topics.id))
    .where(and(eq(topics.authorId, authorId), before ? lt(topics.id, before) : undefined))
    .orderBy(desc(topics.id))
    .limit(limit);
}
