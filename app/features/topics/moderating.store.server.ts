import { and, asc, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { TopicKind, TopicRow } from "./rules";

const columns = {
  id: topics.id,
  kind: topics.kind,
  boardId: topics.boardId,
  authorId: topics.authorId,
  title: topics.title,
  visibility: topics.visibility,
  isLocked: topics.isLocked,
};

/** Turns those that are `from` into `to`; the rows that turned. */
export function setVisibility(
  tx: Tx,
  ids: readonly TopicId[],
  from: "open" | "hidden",
  to: "open" | "hidden",
): Promise<TopicRow[]> {
  return tx
    .update(topics)
    .set({ visibility: to })
    .where(and(inArray(topics.id, [...ids]), eq(topics.visibility, from)))
    .returning(columns);
}

/** True when it changed. */
export async function lockState(tx: Tx, id: TopicId, isLocked: boolean): Promise<boolean> {
  const rows = await tx
    .update(topics)
    .set({ isLocked })
    .where(and(eq(topics.id, id), ne(topics.isLocked, isLocked)))
    .returning({ id: topics.id });
  return rows.length > 0;
}

/** What of a topic a moderator gave it: as long as that act stands, nobody else changes it. */
export interface Held {
  title: boolean;
  board: boolean;
}

export async function heldOf(read: Tx, id: TopicId): Promise<Held> {
  const { topicId, kind, undoneAt } = moderationActs;
  const rows = await read
    .selectDistinct({ kind })
    .from(moderationActs)
    .where(and(eq(topicId, id), inArray(kind, ["topic.retitle", "topic.move"]), isNull(undoneAt)));
  const standing = rows.map((row) => row.kind);
  return { title: standing.includes("topic.retitle"), board: standing.includes("topic.move") };
}

export interface TopicGlance {
  id: TopicId;
  kind: TopicKind;
  title: string;
  createdAt: number;
}

/** What somebody has in the open, in order of number, after one. */
export function openTopicsOf(read: Tx, authorId: MemberId, after: number, limit: number): Promise<TopicGlance[]> {
  return read
    .select({ id: topics.id, kind: topics.kind, title: topics.title, createdAt: topics.createdAt })
    .from(topics)
    .where(and(eq(topics.authorId, authorId), eq(topics.visibility, "open"), gt(topics.id, sql`${after}`)))
    .orderBy(asc(topics.id))
    .limit(limit);
}

/** How many topics of theirs are in the open. */
export const countOpenTopics = (read: Tx, authorId: MemberId): Promise<number> =>
  read.$count(topics, and(eq(topics.authorId, authorId), eq(topics.visibility, "open")));
