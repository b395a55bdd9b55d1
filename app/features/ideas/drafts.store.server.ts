import { and, desc, eq, lt } from "drizzle-orm";
import type { BoardId, MemberId, TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

export interface DraftIdea {
  id: TopicId;
  title: string;
  problem: string;
  proposal: string;
  boardId: BoardId;
  /** When it was kept. */
  at: number;
}

const columns = {
  id: topics.id,
  title: topics.title,
  problem: ideas.problem,
  proposal: ideas.proposal,
  boardId: topics.boardId,
  at: topics.createdAt,
};

const isDraftOf = (memberId: MemberId) => and(eq(topics.authorId, memberId), eq(ideas.status, "draft"));

/** The ideas somebody keeps as drafts, the latest first. */
export function loadDraftIdeas(
  read: Tx,
  memberId: MemberId,
  before: TopicId | null,
  limit: number,
): Promise<DraftIdea[]> {
  return read
    .select(columns)
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(isDraftOf(memberId), before ? lt(topics.id, before) : undefined))
    .orderBy(desc(topics.id))
    .limit(limit);
}

/** One of them; undefined when it is published, somebody else's or gone. */
export async function loadDraftIdea(read: Tx, memberId: MemberId, id: TopicId): Promise<DraftIdea | undefined> {
  const [row] = await read
    .select(columns)
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(and(isDraftOf(memberId), eq(topics.id, id)));
  return row;
}
