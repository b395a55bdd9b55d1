import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { TopicKind } from "~/features/topics/rules";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { reports } from "~db/schema/moderation.ts";
import { threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { Thing } from "./rules";
import { isOneOf } from "./things.store.server";

export interface ReportView extends Thing {
  id: number;
  reporter: string;
  what: string;
  note: string;
  at: number;
}

/** The open reports of these things, the first `most` of each, the oldest first. */
export async function openReportsOf(read: Tx, things: readonly Thing[], most: number): Promise<ReportView[]> {
  const { id, topicId, commentId, objectorId, what, note, at } = reports;
  const nth = sql<number>`row_number() over (partition by ${topicId}, ${commentId}, ${objectorId} order by ${id})`;
  const open = read
    .select({ id, topicId, commentId, objectorId, reporter: members.displayName, what, note, at, nth: nth.as("nth") })
    .from(reports)
    .innerJoin(members, eq(members.id, reports.reporterId))
    .where(and(isOneOf(reports, things), isNull(reports.outcome)))
    .as("open_reports");
  const rows = await read.select().from(open).where(lte(open.nth, most)).orderBy(asc(open.id));
  return rows.map(({ nth: _, ...report }) => report);
}

/** What somebody wrote. */
export interface Words {
  text: string;
  authorId: MemberId;
  author: string;
  isHidden: boolean;
  at: number;
}

export interface TopicWords extends Words {
  id: TopicId;
  kind: TopicKind;
  title: string;
  isLocked: boolean;
}

/** Topics with their words, for whoever moderates. */
export async function topicWords(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, TopicWords>> {
  const rows = await read
    .select({
      id: topics.id,
      kind: topics.kind,
      title: topics.title,
      thread: threads.text,
      problem: ideas.problem,
      proposal: ideas.proposal,
      authorId: topics.authorId,
      author: members.displayName,
      visibility: topics.visibility,
      isLocked: topics.isLocked,
      at: topics.createdAt,
    })
    .from(topics)
    .innerJoin(members, eq(members.id, topics.authorId))
    .leftJoin(ideas, eq(ideas.topicId, topics.id))
    .leftJoin(threads, eq(threads.topicId, topics.id))
    .where(inArray(topics.id, [...ids]));
  return new Map(
    rows.map(({ problem, proposal, thread, visibility, ...row }) => [
      row.id,
      { ...row, text: [thread, problem, proposal].filter(Boolean).join("\n\n"), isHidden: visibility === "hidden" },
    ]),
  );
}

export async function commentWords(
  read: Tx,
  ids: readonly CommentId[],
): Promise<Map<CommentId, Words & { id: CommentId }>> {
  if (!ids.length) return new Map();
  const { id, text, authorId, isHidden, createdAt: at } = comments;
  const rows = await read
    .select({ id, text, authorId, author: writers.displayName, isHidden, at })
    .from(comments)
    .innerJoin(writers, eq(writers.id, authorId))
    .where(inArray(id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

const writers = alias(members, "writers");
