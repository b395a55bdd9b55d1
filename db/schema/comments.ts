import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { flag, id, index, instant, integer, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { CommentId, MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** Replies under a topic, two levels deep: a comment, and replies to it. */
export const comments = table(
  "comments",
  {
    id: id("id").$type<CommentId>(),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    authorId: integer("author_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** The comment this one stands under; absent on the first level. */
    parentId: integer("parent_id")
      .$type<CommentId>()
      .references((): AnySQLiteColumn => comments.id),
    /** The order of the page: the first-level comment's id, then one's own. */
    thread: integer("thread").$type<CommentId>().notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    /** Only its author and moderators see the words; not counted in the topic's number. */
    isHidden: flag("is_hidden").notNull().default(false),
    /** How many said it helped them. */
    helpful: integer("helpful").notNull().default(0),
    /** When staff put it on top of the discussion. */
    pinnedAt: instant("pinned_at"),
    /** When whoever asked said "that helped", of a reply from staff. */
    thankedAt: instant("thanked_at"),
    createdAt: instant("created_at").notNull(),
    editedAt: instant("edited_at"),
    /** A hash of its form's token and words: posting the same form twice makes one comment. */
    once: text("once"),
    source: text("source"),
    sourceId: text("source_id"),
  },
  (t) => [
    index("comments_page").on(t.topicId, t.thread, t.id),
    index("comments_helpful").on(t.topicId, t.helpful, t.thread),
    index("comments_author").on(t.authorId, t.id),
    index("comments_parent").on(t.parentId),
    uniqueIndex("comments_once").on(t.authorId, t.once),
    uniqueIndex("comments_source").on(t.source, t.sourceId),
  ],
);

/** The words a comment had before an edit. */
export const commentRevisions = table(
  "comment_revisions",
  {
    id: id("id"),
    commentId: integer("comment_id")
      .$type<CommentId>()
      .notNull()
      .references(() => comments.id),
    text: text("text").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("comment_revisions_comment").on(t.commentId, t.id)],
);

/** Who found a comment helpful: one mark a person and comment. */
export const helpfulMarks = table(
  "helpful_marks",
  {
    commentId: integer("comment_id")
      .$type<CommentId>()
      .notNull()
      .references(() => comments.id),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.commentId, t.memberId] }),
    index("helpful_marks_member").on(t.memberId, t.commentId),
  ],
);
