import { and, desc, eq, exists, gte, lt, lte, ne, notInArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Viewer } from "~/features/members/rules";
import type { TopicState } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { VoteKind } from "~/features/voting/rules";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { boards, topics, topicTags } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { IdeaStatus, Order } from "./rules";
import { mergedInto } from "./scope.server";

/** Which ideas a list shows. */
export interface IdeaFilter {
  order: Order;
  boardId?: BoardId | undefined;
  /** Folded. */
  tag?: string | undefined;
  status?: IdeaStatus | undefined;
  /** Created then or later, UTC milliseconds. */
  since?: number | undefined;
}

export interface CardRow extends TopicState {
  id: TopicId;
  /** The value the list is ordered by. */
  key: number;
  title: string;
  problem: string;
  status: IdeaStatus;
  authorId: MemberId;
  author: string;
  owner: string | null;
  targetWeek: string | null;
  board: string;
  boardSlug: string;
  createdAt: number;
  comments: number;
  supporters: number;
  staffSupport: number;
  problemHavers: number;
  objections: number;
  importedSupport: number;
  importedObjections: number;
  sourceId: string | null;
  isSupported: boolean;
  /** How many ideas that say the same were merged into it. */
  merged: number;
}

// On the way out of sight: shown only when asked for by status.
const ASIDE: readonly IdeaStatus[] = ["merged", "withdrawn", "archived"];

const KEYS = { hot: ideas.hot, most: ideas.most, affected: ideas.problemHavers, net: ideas.net, new: topics.createdAt };
const keyOf = (order: Order) => KEYS[order];
export const owners = alias(members, "owners");

export function loadCards(
  read: Tx,
  viewer: Viewer,
  filter: IdeaFilter,
  page: { limit: number; after: { key: number; id: number } | null },
): Promise<CardRow[]> {
  const key = keyOf(filter.order);
  return read
    .select({ ...cardColumns, key: sql<number>`${key}`.mapWith(Number), isSupported: voted(read, viewer, "support") })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(owners, eq(owners.id, ideas.ownerId))
    .where(and(visibleTo(viewer), ...conditions(read, filter), beyond(key, page.after)))
    .orderBy(desc(key), desc(ideas.topicId))
    .limit(page.limit);
}

/** What a card and a page say alike. */
export const cardColumns = {
  id: ideas.topicId,
  title: topics.title,
  problem: ideas.problem,
  status: ideas.status,
  authorId: topics.authorId,
  author: members.displayName,
  owner: owners.displayName,
  targetWeek: ideas.targetWeek,
  board: boards.name,
  boardSlug: boards.slug,
  createdAt: topics.createdAt,
  comments: topics.commentCount,
  supporters: ideas.supporters,
  staffSupport: ideas.staffSupport,
  problemHavers: ideas.problemHavers,
  objections: ideas.objections,
  importedSupport: ideas.importedSupport,
  importedObjections: ideas.importedObjections,
  sourceId: topics.sourceId,
  merged: mergedInto(ideas.topicId),
  visibility: topics.visibility,
  isLocked: topics.isLocked,
};

function conditions(read: Tx, { boardId, tag, status, since }: IdeaFilter): Array<SQL | undefined> {
  return [
    ne(ideas.status, "draft"),
    status ? eq(ideas.status, status) : notInArray(ideas.status, [...ASIDE]),
    boardId ? eq(topics.boardId, boardId) : undefined,
    since === undefined ? undefined : gte(topics.createdAt, since),
    tag ? exists(taggedWith(read, tag)) : undefined,
  ];
}

const taggedWith = (read: Tx, tag: string) =>
  read
    .select({ one: sql`1` })
    .from(topicTags)
    .where(and(eq(topicTags.topicId, ideas.topicId), eq(topicTags.key, tag)));

// Written so that an index on (key, id) finds the place: key <= k first, then the tie.
const beyond = (key: ReturnType<typeof keyOf>, after: { key: number; id: number } | null): SQL | undefined =>
  after ? and(lte(key, after.key), or(lt(key, after.key), lt(ideas.topicId, sql`${after.id}`))) : undefined;

/** Whether a vote of this kind by the viewer counts for an idea, wherever it was cast; as a column. */
export function voted(read: Tx, viewer: Viewer, kind: VoteKind, id: SQLWrapper = ideas.topicId): SQL<boolean> {
  if (!viewer) return sql<boolean>`0`.mapWith(Boolean);
  const mine = read
    .select({ one: sql`1` })
    .from(votes)
    .where(and(eq(votes.root, id), eq(votes.memberId, viewer.id), eq(votes.kind, kind), sql`${votes.counts}`));
  return sql<boolean>`${exists(mine)}`.mapWith(Boolean);
}

export interface MyIdea extends TopicState {
  id: TopicId;
  title: string;
  status: IdeaStatus;
  createdAt: number;
}

export function loadMine(read: Tx, authorId: MemberId, before: TopicId | null, limit: number): Promise<MyIdea[]> {
  return read
    .select({
      ...{ id: topics.id, title: topics.title, status: ideas.status, createdAt: topics.createdAt },
      ...{ visibility: topics.visibility, isLocked: topics.isLocked },
    })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(eq(topics.authorId, authorId), before ? lt(topics.id, before) : undefined))
    .orderBy(desc(topics.id))
    .limit(limit);
}
