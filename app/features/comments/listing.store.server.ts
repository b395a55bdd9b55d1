import { and, desc, eq, exists, isNull, type SQL, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import { isEmployee, levelOf } from "~/features/members/scope.server";
import { visibleTo } from "~/features/topics/scope.server";
import type { ActId, CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments, helpfulMarks } from "~db/schema/comments.ts";
import { members, teams } from "~db/schema/members.ts";
import { hidings, moderationActs } from "~db/schema/moderation.ts";
import { ideaOrigins, threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { orderOf, type Page, placesOn, roots } from "./places.store.server";
import { mayRead } from "./rules";

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
  writer: {
    id: MemberId;
    name: string;
    level: number | null;
    isStaff: boolean;
    team: string | null;
    title: string | null;
  } | null;
  html: string;
  isHidden: boolean;
  hiding: Hiding | null;
  helpful: number;
  /** Whether the viewer said that it helped. */
  isMarked: boolean;
  isPinned: boolean;
  /** Whether whoever began the topic said "that helped". */
  isThanked: boolean;
  /** Whether it is its question's accepted reply. */
  isAccepted: boolean;
  /** The idea that was made of it, if the viewer may see that. */
  idea: { id: TopicId; title: string } | null;
  createdAt: number;
  editedAt: number | null;
}

/** A comment as a page reads it: in its place, or once more above them all. */
export interface ListedComment extends CommentView {
  isTop: boolean;
  /** The marks of its first-level comment. */
  rank: number;
}

/** A page of comments, and what stands above them, in one statement. */
export async function loadComments(read: Tx, viewer: Viewer, topicId: TopicId, page: Page): Promise<ListedComment[]> {
  const places = placesOn(read, viewer, topicId, page);
  const { id, thread, parentId, authorId, html, isHidden, helpful, pinnedAt, thankedAt, createdAt, editedAt } =
    comments;
  const rows = await read
    .select({
      ...{ id, thread, parentId, authorId, html, isHidden, helpful, pinnedAt, thankedAt, createdAt, editedAt },
      isTop: places.isTop,
      rank: roots.helpful,
      author: members.displayName,
      level: levelOf(authorId),
      team: teams.name,
      title: members.title,
      isStaff: isEmployee(read, authorId),
      isMarked: markedBy(read, viewer),
      acceptedId: threads.acceptedId,
      ideaId: topics.id,
      ideaTitle: topics.title,
      actId: moderationActs.id,
      rule: moderationActs.rule,
      reason: moderationActs.reason,
    })
    .from(places)
    .innerJoin(comments, eq(id, places.id))
    .innerJoin(roots, eq(roots.id, thread))
    .innerJoin(members, eq(members.id, authorId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .leftJoin(hidings, and(eq(hidings.commentId, id), isNull(hidings.shownAt)))
    .leftJoin(moderationActs, eq(moderationActs.id, hidings.actId))
    .leftJoin(threads, eq(threads.acceptedId, id))
    .leftJoin(ideaOrigins, eq(ideaOrigins.commentId, id))
    .leftJoin(topics, and(eq(topics.id, ideaOrigins.ideaId), visibleTo(viewer)))
    .orderBy(desc(places.isTop), ...orderOf(page.order));
  return rows.map(({ isTop, ...row }) => ({ ...viewOf(viewer, row), isTop: Number(isTop) === 1, rank: row.rank }));
}

interface Row extends Omit<CommentView, "writer" | "hiding" | "isPinned" | "isThanked" | "isAccepted" | "idea"> {
  authorId: MemberId;
  author: string;
  level: number | null;
  team: string | null;
  title: string | null;
  isStaff: boolean;
  pinnedAt: number | null;
  thankedAt: number | null;
  acceptedId: CommentId | null;
  ideaId: TopicId | null;
  ideaTitle: string | null;
  actId: ActId | null;
  rule: string | null;
  reason: string | null;
}

function viewOf(viewer: Viewer, row: Row): CommentView {
  const {
    authorId,
    author,
    level,
    team,
    title,
    isStaff,
    pinnedAt,
    thankedAt,
    acceptedId,
    ideaId,
    ideaTitle,
    actId,
    rule,
    reason,
  } = row;
  const { id, thread, parentId, html, isHidden, helpful, isMarked, createdAt, editedAt } = row;
  const isRead = mayRead(viewer, { authorId, isHidden });
  return {
    ...{ id, thread, parentId, isHidden, helpful, isMarked, createdAt, editedAt },
    html: isRead ? html : "",
    writer: isRead ? { id: authorId, name: author, level, isStaff, team, title } : null,
    hiding: actId === null || reason === null ? null : { actId, rule, reason },
    isPinned: pinnedAt !== null,
    isThanked: thankedAt !== null,
    isAccepted: acceptedId !== null,
    idea: ideaId === null || ideaTitle === null ? null : { id: ideaId, title: ideaTitle },
  };
}

function markedBy(read: Tx, viewer: Viewer): SQL<boolean> {
  if (!viewer) return sql<boolean>`0`.mapWith(Boolean);
  const mine = read
    .select({ one: sql`1` })
    .from(helpfulMarks)
    .where(and(eq(helpfulMarks.commentId, comments.id), eq(helpfulMarks.memberId, viewer.id)));
  return sql<boolean>`${exists(mine)}`.mapWith(Boolean);
}
