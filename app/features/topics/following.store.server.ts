import { and, desc, eq, lt, lte, or } from "drizzle-orm";
import type { Member } from "~/features/members/rules";
import type { TopicId } from "~db/ids.ts";
import { boards, follows, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { TopicKind } from "./rules";
import { visibleTo } from "./scope.server";

export interface FollowedTopic {
  id: TopicId;
  kind: TopicKind;
  title: string;
  board: string;
  comments: number;
  lastActivityAt: number;
}

/** What somebody follows and may see, those with the newest sign of life first. */
export function loadFollowed(
  read: Tx,
  me: Member,
  after: { at: number; id: TopicId } | null,
  limit: number,
): Promise<FollowedTopic[]> {
  const { id, kind, title, commentCount, lastActivityAt } = topics;
  const beyond = after
    ? and(lte(lastActivityAt, after.at), or(lt(lastActivityAt, after.at), lt(id, after.id)))
    : undefined;
  return read
    .select({ id, kind, title, board: boards.name, comments: commentCount, lastActivityAt })
    .from(follows)
    .innerJoin(topics, eq(topics.id, follows.topicId))
    .innerJoin(boards, eq(boards.id, topics.boardId))
    .where(and(eq(follows.memberId, me.id), eq(follows.wanted, true), visibleTo(me), beyond))
    .orderBy(desc(lastActivityAt), desc(id))
    .limit(limit);
}
