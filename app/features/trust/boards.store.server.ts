import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { BoardId, MemberId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { boards, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

const MOST_BOARDS = 1_000;

export async function boardIds(read: Tx): Promise<BoardId[]> {
  const rows = await read.select({ id: boards.id }).from(boards).orderBy(asc(boards.id)).limit(MOST_BOARDS);
  return rows.map(({ id }) => id);
}

/** Where these people began something or said something. */
export async function boardsWith(read: Tx, people: readonly MemberId[]): Promise<BoardId[]> {
  const these = [...people];
  const begun = await read
    .selectDistinct({ id: topics.boardId })
    .from(topics)
    .where(and(inArray(topics.authorId, these), ne(topics.visibility, "draft")));
  const joined = await read
    .selectDistinct({ id: topics.boardId })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .where(inArray(comments.authorId, these));
  return [...begun, ...joined].map(({ id }) => id);
}
