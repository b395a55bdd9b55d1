import { and, eq, gt, isNull, ne, notExists, sql } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { statusChanges } from "~db/schema/ideas.ts";
import { ideaOrigins } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

/** How many ideas somebody proposed after a moment. What others made of their words is not theirs to count. */
export function proposedSince(read: Tx, memberId: MemberId, since: number): Promise<number> {
  const made = read.select({ one: sql`1` }).from(ideaOrigins).where(eq(ideaOrigins.ideaId, topics.id));
  return read.$count(
    topics,
    and(
      eq(topics.authorId, memberId),
      eq(topics.kind, "idea"),
      ne(topics.visibility, "draft"),
      isNull(topics.source),
      gt(topics.createdAt, since),
      notExists(made),
    ),
  );
}

/** Whether somebody other than its author has brought an idea back once that rested. */
export async function wasSponsored(read: Tx, id: TopicId, authorId: MemberId): Promise<boolean> {
  const { topicId, from, to, by } = statusChanges;
  const sponsored = and(eq(topicId, id), eq(from, "stalled"), eq(to, "submitted"), ne(by, authorId));
  return (await read.$count(statusChanges, sponsored)) > 0;
}
