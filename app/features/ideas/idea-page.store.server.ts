import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BoardId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { boards, follows, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { type CardRow, cardColumns, owners, voted } from "./listing.store.server";

export interface PageRow extends Omit<CardRow, "key" | "isSupported"> {
  boardId: BoardId;
  proposal: string;
  problemHtml: string;
  proposalHtml: string;
  followers: number;
  editedAt: number | null;
  isFollowed: boolean;
  isSupported: boolean;
  hasProblem: boolean;
  hasObjected: boolean;
}

/** One idea with its numbers and what the viewer did there, in one statement. */
export async function loadPage(read: Tx, viewer: Viewer, id: TopicId): Promise<PageRow | undefined> {
  const [row] = await read
    .select({
      ...cardColumns,
      boardId: topics.boardId,
      proposal: ideas.proposal,
      problemHtml: ideas.problemHtml,
      proposalHtml: ideas.proposalHtml,
      followers: topics.followerCount,
      editedAt: topics.editedAt,
      isFollowed: followed(read, viewer),
      isSupported: voted(read, viewer, "support"),
      hasProblem: voted(read, viewer, "problem"),
      hasObjected: voted(read, viewer, "objection"),
    })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(owners, eq(owners.id, ideas.ownerId))
    .where(and(eq(ideas.topicId, id), visibleTo(viewer)));
  return row;
}

function followed(read: Tx, viewer: Viewer): SQL<boolean> {
  if (!viewer) return sql<boolean>`0`.mapWith(Boolean);
  const mine = read
    .select({ one: sql`1` })
    .from(follows)
    .where(and(eq(follows.topicId, ideas.topicId), eq(follows.memberId, viewer.id), eq(follows.wanted, true)));
  return sql<boolean>`${exists(mine)}`.mapWith(Boolean);
}
