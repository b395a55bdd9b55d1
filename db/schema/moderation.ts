import { sql } from "drizzle-orm";
import { check, id, index, instant, integer, json, table, text, uniqueIndex } from "../columns.ts";
import type { ActId, CommentId, MemberId, ReportId, SanctionId, TopicId } from "../ids.ts";
import { comments } from "./comments.ts";
import { sanctions } from "./convention.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** What somebody thinks is wrong with a topic, a comment or an objection. One person reports a thing once. */
export const reports = table(
  "reports",
  {
    id: id("id").$type<ReportId>(),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** Absent: the topic itself, or an objection to it. */
    commentId: integer("comment_id")
      .$type<CommentId>()
      .references(() => comments.id),
    /** Whose objection to the topic it is; absent: the topic itself, or a comment. */
    objectorId: integer("objector_id")
      .$type<MemberId>()
      .references(() => members.id),
    reporterId: integer("reporter_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    what: text("what").notNull(),
    note: text("note").notNull().default(""),
    at: instant("at").notNull(),
    outcome: text("outcome").$type<"upheld" | "rejected">(),
    decidedBy: integer("decided_by")
      .$type<MemberId>()
      .references(() => members.id),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    uniqueIndex("reports_topic_once")
      .on(t.topicId, t.reporterId)
      .where(sql`${t.commentId} is null and ${t.objectorId} is null`),
    uniqueIndex("reports_comment_once").on(t.commentId, t.reporterId).where(sql`${t.commentId} is not null`),
    uniqueIndex("reports_objection_once")
      .on(t.topicId, t.objectorId, t.reporterId)
      .where(sql`${t.objectorId} is not null`),
    index("reports_open_case").on(t.topicId, t.commentId, t.objectorId, t.id).where(sql`${t.outcome} is null`),
    index("reports_reporter").on(t.reporterId, t.id),
    check("reports_outcome_known", sql`${t.outcome} is null or ${t.outcome} in ('upheld', 'rejected')`),
  ],
);

/** THE MODERATION LOG: what was done, by whom and why, undone or not. Members read it. */
export const moderationActs = table(
  "moderation_acts",
  {
    id: id("id").$type<ActId>(),
    kind: text("kind").notNull(),
    by: integer("by")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** Whose work it was, or who was suspended. */
    subjectId: integer("subject_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .references(() => topics.id),
    commentId: integer("comment_id")
      .$type<CommentId>()
      .references(() => comments.id),
    sanctionId: integer("sanction_id")
      .$type<SanctionId>()
      .references(() => sanctions.id),
    /** The rule of the house it rests on; absent for what only keeps the house in order. */
    rule: text("rule"),
    reason: text("reason").notNull(),
    /** What was there before, for undoing it: a title, a board. What it hid stands in `hidings`. */
    before: json("before").notNull(),
    at: instant("at").notNull(),
    undoneBy: integer("undone_by")
      .$type<MemberId>()
      .references(() => members.id),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    index("moderation_acts_topic").on(t.topicId),
    index("moderation_acts_comment").on(t.commentId),
    index("moderation_acts_subject").on(t.subjectId, t.id),
    index("moderation_acts_kind").on(t.kind, t.id),
    check("moderation_acts_undone_by_somebody", sql`(${t.undoneBy} is null) = (${t.undoneAt} is null)`),
  ],
);

/** What an act hid, a row a thing. Shown again, the row stays with who did that. A thing is hidden once at a time. */
export const hidings = table(
  "hidings",
  {
    id: id("id"),
    actId: integer("act_id")
      .$type<ActId>()
      .notNull()
      .references(() => moderationActs.id),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** Absent: the topic itself, or an objection to it. */
    commentId: integer("comment_id")
      .$type<CommentId>()
      .references(() => comments.id),
    /** Whose objection to the topic it is; absent: the topic itself, or a comment. */
    objectorId: integer("objector_id")
      .$type<MemberId>()
      .references(() => members.id),
    shownBy: integer("shown_by")
      .$type<MemberId>()
      .references(() => members.id),
    shownAt: instant("shown_at"),
  },
  (t) => [
    uniqueIndex("hidings_topic_once")
      .on(t.topicId)
      .where(sql`${t.commentId} is null and ${t.objectorId} is null and ${t.shownAt} is null`),
    uniqueIndex("hidings_comment_once").on(t.commentId).where(sql`${t.commentId} is not null and ${t.shownAt} is null`),
    uniqueIndex("hidings_objection_once")
      .on(t.topicId, t.objectorId)
      .where(sql`${t.objectorId} is not null and ${t.shownAt} is null`),
    index("hidings_act").on(t.actId, t.id),
    check("hidings_shown_by_somebody", sql`(${t.shownBy} is null) = (${t.shownAt} is null)`),
  ],
);
