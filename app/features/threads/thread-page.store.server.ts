import { and, asc, eq, exists, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { isEmployee } from "~/features/members/scope.server";
import { visibleTo } from "~/features/topics/scope.server";
import type { BoardId, CommentId, TopicId } from "~db/ids.ts";
import { members, teams } from "~db/schema/members.ts";
import { threads } from "~db/schema/threads.ts";
import { boards, follows, topics, topicTags } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { acceptedReply } from "./accepting.store.server";
import { type ThreadRow, threadColumns } from "./listing.store.server";
import { ideaOfThread } from "./origins.store.server";

export interface ThreadPageRow extends ThreadRow {
  boardId: BoardId;
  html: string;
  /** Whether its author is an employee, from which team and as what. */
  isStaff: boolean;
  team: string | null;
  authorTitle: string | null;
  acceptedId: CommentId | null;
  /** The idea that was made of it, as far as the viewer may see that. */
  idea: { id: TopicId; title: string } | null;
  followers: number;
  editedAt: number | null;
  isFollowed: boolean;
  tags: string[];
}

/** One thread with its tags, in one statement: a row for each tag. */
export async function loadThreadPage(read: Tx, viewer: Viewer, id: TopicId): Promise<ThreadPageRow | undefined> {
  const made = ideaOfThread(read, viewer, id);
  const rows = await read
    .select({
      ...threadColumns(read, viewer),
      boardId: topics.boardId,
      html: threads.html,
      isStaff: isEmployee(read, topics.authorId),
      team: teams.name,
      authorTitle: members.title,
      acceptedId: acceptedReply(read, viewer),
      madeId: made.madeId,
      madeTitle: made.madeTitle,
      followers: topics.followerCount,
      editedAt: topics.editedAt,
      isFollowed: followed(read, viewer),
      tag: topicTags.label,
    })
    .from(threads)
    .innerJoin(topics, eq(topics.id, threads.topicId))
    .innerJoin(members, eq(members.id, topics.authorId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .leftJoin(made, eq(made.threadId, threads.topicId))
    .leftJoin(topicTags, eq(topicTags.topicId, threads.topicId))
    .where(and(eq(threads.topicId, id), visibleTo(viewer)))
    .orderBy(asc(topicTags.key));
  const [first] = rows;
  if (!first) return undefined;
  const { tag: _, madeId, madeTitle, ...row } = first;
  const idea = madeId && madeTitle ? { id: madeId, title: madeTitle } : null;
  return { ...row, idea, tags: rows.flatMap(({ tag }) => tag ?? []) };
}

function followed(read: Tx, viewer: Viewer): SQL<boolean> {
  if (!viewer) return sql<boolean>`0`.mapWith(Boolean);
  const mine = and(eq(follows.topicId, threads.topicId), eq(follows.memberId, viewer.id), eq(follows.wanted, true));
  const rows = read.select({ one: sql`1` }).from(follows).where(mine);
  return sql<boolean>`${exists(rows)}`.mapWith(Boolean);
}
