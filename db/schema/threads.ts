import { sql } from "drizzle-orm";
import type { ThreadKind } from "../../app/features/threads/rules.ts";
import { check, id, index, instant, integer, table, text, uniqueIndex } from "../columns.ts";
import type { CommentId, MemberId, TopicId } from "../ids.ts";
import { comments } from "./comments.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** What a thread has beyond its topic: which kind it is, its words, and the reply that answered it. */
export const threads = table(
  "threads",
  {
    topicId: integer("topic_id")
      .$type<TopicId>()
      .primaryKey()
      .references(() => topics.id),
    kind: text("kind").$type<ThreadKind>().notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    /** The first picture of its text, for lists: a path of this site. */
    cover: text("cover"),
    /** A question's accepted reply, and who accepted it: the asker or staff. */
    acceptedId: integer("accepted_id")
      .$type<CommentId>()
      .references(() => comments.id),
    acceptedBy: integer("accepted_by")
      .$type<MemberId>()
      .references(() => members.id),
    acceptedAt: instant("accepted_at"),
  },
  (t) => [
    index("threads_kind").on(t.kind, t.topicId),
    index("threads_accepted").on(t.acceptedId),
    check("threads_kind_known", sql`${t.kind} in ('talk', 'question', 'show', 'article')`),
    check(
      "threads_accepted_by_somebody",
      sql`(${t.acceptedId} is null) = (${t.acceptedBy} is null) and (${t.acceptedId} is null) = (${t.acceptedAt} is null)`,
    ),
  ],
);

/** The words a thread had before an edit. */
export const threadRevisions = table(
  "thread_revisions",
  {
    id: id("id"),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    title: text("title").notNull(),
    text: text("text").notNull(),
    by: integer("by")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [index("thread_revisions_topic").on(t.topicId, t.id)],
);

/** Where an idea came from that somebody said elsewhere first: a thread or a comment becomes an idea once. */
export const ideaOrigins = table(
  "idea_origins",
  {
    ideaId: integer("idea_id")
      .$type<TopicId>()
      .primaryKey()
      .references(() => topics.id),
    /** The topic it was said in. */
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** Absent: the thread itself. */
    commentId: integer("comment_id")
      .$type<CommentId>()
      .references(() => comments.id),
    /** Who made it an idea; who said it is the idea's author. */
    by: integer("by")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [
    uniqueIndex("idea_origins_thread_once").on(t.topicId).where(sql`${t.commentId} is null`),
    uniqueIndex("idea_origins_comment_once").on(t.commentId).where(sql`${t.commentId} is not null`),
    index("idea_origins_topic").on(t.topicId),
  ],
);
