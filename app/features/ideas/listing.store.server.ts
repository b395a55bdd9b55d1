import { and, desc, eq, exists, isNotNull, lt, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Viewer } from "~/features/members/rules";
import { levelOf } from "~/features/members/scope.server";
import type { TopicState } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { VoteKind } from "~/features/voting/rules";
import type { MemberId, TopicId } from "~db/ids.ts";
import { answers, ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { boards, topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { type IdeaFilter, inOrder, placesAhead, placesOf } from "./places.store.server";
import type { IdeaStatus } from "./rules";
import { countMergedInto } from "./scope.server";

export interface CardRow extends TopicState {
  id: TopicId;
  /** The value the list is ordered by. */
  key: number;
  title: string;
  problem: string;
  status: IdeaStatus;
  authorId: MemberId;
  author: string;
  authorLevel: number | null;
  owner: string | null;
  targetWeek: string | null;
  board: string;
  boardSlug: string;
  createdAt: number;
  comments: number;
  supporters: number;
  /** As it is told, in thousandths. */
  trusted: number;
  /** Its votes are being looked at. */
  isChecked: boolean;
  staffSupport: number;
  problemHavers: number;
  objections: number;
  importedSupport: number;
  importedObjections: number;
  sourceId: string | null;
  trend: number;
  /** Since when an answer is promised; null when none is. */
  promisedAt: number | null;
  /** When it is due; null when none is promised, or it came. */
  dueAt: number | null;
  /** Whether somebody of the brand has spoken. */
  hasAnswer: boolean;
  isSupported: boolean;
  /** How many ideas that say the same were merged into it, as far as everybody may see them. */
  merged: number;
}

export const owners = alias(members, "owners");

/** A page of ideas: by their place first, so that only those it shows are read whole. */
export async function loadCards(
  read: Tx,
  viewer: Viewer,
  filter: IdeaFilter,
  page: { limit: number; after: { key: number; id: number } | null },
): Promise<CardRow[]> {
  const ahead = placesAhead(read, viewer, filter, page);
  if (!ahead) return cardsAt(read, viewer, filter, placesOf(read, viewer, filter, page));
  const rows = await cardsAt(read, viewer, filter, ahead);
  return rows.length === page.limit ? rows : cardsAt(read, viewer, filter, placesOf(read, viewer, filter, page));
}

function cardsAt(
  read: Tx,
  viewer: Viewer,
  { order }: IdeaFilter,
  places: ReturnType<typeof placesOf>,
): Promise<CardRow[]> {
  return read
    .select({
      ...cardColumns,
      key: sql<number>`${places.key}`.mapWith(Number),
      hasAnswer: answered(read),
      isSupported: voted(read, viewer, "support"),
    })
    .from(places)
    .innerJoin(ideas, eq(ideas.topicId, places.id))
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(owners, eq(owners.id, ideas.ownerId))
    .orderBy(...inOrder(order, places));
}

// Ideas that were answered before promises were kept have no time of their first answer.
function answered(read: Tx): SQL<boolean> {
  const said = read.select({ one: sql`1` }).from(answers).where(eq(answers.topicId, ideas.topicId));
  return sql<boolean>`(${or(isNotNull(ideas.answeredAt), exists(said))})`.mapWith(Boolean);
}

/** What a card and a page say alike. */
export const cardColumns = {
  id: ideas.topicId,
  title: topics.title,
  problem: ideas.problem,
  status: ideas.status,
  authorId: topics.authorId,
  author: members.displayName,
  authorLevel: levelOf(topics.authorId),
  owner: owners.displayName,
  targetWeek: ideas.targetWeek,
  board: boards.name,
  boardSlug: boards.slug,
  createdAt: topics.createdAt,
  comments: topics.commentCount,
  supporters: ideas.supporters,
  trusted: ideas.trusted,
  isChecked: sql<boolean>`(${ideas.underAuditSince} is not null)`.mapWith(Boolean),
  staffSupport: ideas.staffSupport,
  problemHavers: ideas.problemHavers,
  objections: ideas.objections,
  importedSupport: ideas.importedSupport,
  importedObjections: ideas.importedObjections,
  sourceId: topics.sourceId,
  trend: ideas.trend,
  promisedAt: ideas.promisedAt,
  // Of a merged idea nothing is awaited; its promise stands still until the merge is undone.
  dueAt: sql<number | null>`case when ${ideas.status} <> 'merged' then ${ideas.dueAt} end`.mapWith(ideas.dueAt),
  merged: countMergedInto(ideas.topicId),
  visibility: topics.visibility,
  isLocked: topics.isLocked,
};

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

/** Somebody's ideas, the latest first: all that the viewer may see. Drafts are for their author, on their own page. */
export function loadIdeasBy(
  read: Tx,
  authorId: MemberId,
  { viewer, withDrafts }: { viewer: Viewer; withDrafts: boolean },
  { before, limit }: { before: TopicId | null; limit: number },
): Promise<MyIdea[]> {
  const seen = and(visibleTo(viewer), withDrafts ? undefined : ne(topics.visibility, "draft"));
  return read
    .select({
      ...{ id: topics.id, title: topics.title, status: ideas.status, createdAt: topics.createdAt },
      ...{ visibility: topics.visibility, isLocked: topics.isLocked },
    })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(eq(topics.authorId, authorId), seen, before ? lt(topics.id, before) : undefined))
    .orderBy(desc(topics.id))
    .limit(limit);
}
