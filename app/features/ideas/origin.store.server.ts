import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { isModerator, type Viewer } from "~/features/members/rules";
import type { TopicKind } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { members } from "~db/schema/members.ts";
import { ideaOrigins } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** Where an idea was said first. */
export interface Origin {
  makerId: MemberId;
  /** Who made it an idea; who said it is its author. */
  maker: string;
  /** Null where the viewer can't read it, also later. */
  place: { topicId: TopicId; kind: TopicKind; title: string; commentId: CommentId | null } | null;
}

const makers = alias(members, "makers");

/** Where an idea was said first, to be joined: the place only as far as the viewer can read it. */
export function originOf(read: Tx, viewer: Viewer, id: TopicId) {
  return read
    .select({
      ideaId: ideaOrigins.ideaId,
      commentId: ideaOrigins.commentId,
      makerId: sql<MemberId>`${makers.id}`.as("maker_id"),
      maker: sql<string>`${makers.displayName}`.as("maker"),
      placeId: sql<TopicId | null>`${topics.id}`.as("place_id"),
      kind: sql<TopicKind | null>`${topics.kind}`.as("place_kind"),
      title: sql<string | null>`${topics.title}`.as("place_title"),
    })
    .from(ideaOrigins)
    .innerJoin(makers, eq(makers.id, ideaOrigins.by))
    .leftJoin(comments, eq(comments.id, ideaOrigins.commentId))
    .leftJoin(topics, and(eq(topics.id, ideaOrigins.topicId), visibleTo(viewer), isReadable(viewer)))
    .where(eq(ideaOrigins.ideaId, id))
    .as("origin");
}

const isReadable = (viewer: Viewer): SQL | undefined =>
  isModerator(viewer)
    ? undefined
    : or(isNull(comments.id), eq(comments.isHidden, false), viewer ? eq(comments.authorId, viewer.id) : undefined);

interface OriginRow {
  makerId: MemberId | null;
  maker: string | null;
  placeId: TopicId | null;
  kind: TopicKind | null;
  title: string | null;
  commentId: CommentId | null;
}

/** The same of a joined row; null: the idea began as one. */
export function originFrom({ makerId, maker, placeId, kind, title, commentId }: OriginRow): Origin | null {
  if (makerId === null || maker === null) return null;
  const place =
    placeId !== null && kind !== null && title !== null ? { topicId: placeId, kind, title, commentId } : null;
  return { makerId, maker, place };
}
