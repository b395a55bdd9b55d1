import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { ideas } from "~db/schema/ideas.ts";
import { members, roles } from "~db/schema/members.ts";
import { reports } from "~db/schema/moderation.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { Thing } from "./rules";

const MOST_REPORTS = 500;

export interface ReportView extends Thing {
  id: number;
  reporter: string;
  what: string;
  note: string;
  at: number;
}

/** The open reports in these topics, the oldest first. */
export function openReportsIn(read: Tx, ids: readonly TopicId[]): Promise<ReportView[]> {
  const { id, topicId, commentId, what, note, at } = reports;
  return read
    .select({ id, topicId, commentId, reporter: members.displayName, what, note, at })
    .from(reports)
    .innerJoin(members, eq(members.id, reports.reporterId))
    .where(and(inArray(topicId, [...ids]), isNull(reports.outcome)))
    .orderBy(asc(id))
    .limit(MOST_REPORTS);
}

export interface TopicWords {
  id: TopicId;
  title: string;
  text: string;
  authorId: MemberId;
  author: string;
  isHidden: boolean;
  isLocked: boolean;
  at: number;
}

/** Topics with their words, for whoever moderates. */
export async function topicWords(read: Tx, ids: readonly TopicId[]): Promise<Map<TopicId, TopicWords>> {
  const rows = await read
    .select({
      id: topics.id,
      title: topics.title,
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
    .where(inArray(topics.id, [...ids]));
  return new Map(
    rows.map(({ problem, proposal, visibility, ...row }) => [
      row.id,
      { ...row, text: [problem, proposal].filter(Boolean).join("\n\n"), isHidden: visibility === "hidden" },
    ]),
  );
}

export interface CommentWords {
  id: CommentId;
  text: string;
  authorId: MemberId;
  author: string;
  isHidden: boolean;
  at: number;
}

export async function commentWords(read: Tx, ids: readonly CommentId[]): Promise<Map<CommentId, CommentWords>> {
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

/** The roles of these people. */
export async function rolesOf(
  read: Tx,
  ids: readonly MemberId[],
): Promise<Map<MemberId, Array<(typeof roles.$inferSelect)["role"]>>> {
  const rows = ids.length
    ? await read
        .select()
        .from(roles)
        .where(inArray(roles.memberId, [...ids]))
    : [];
  const held = Map.groupBy(rows, ({ memberId }) => memberId);
  return new Map([...held].map(([id, all]) => [id, all.map(({ role }) => role)]));
}
