import { sql } from "drizzle-orm";
import { index, instant, integer, primaryKey, table, text } from "../columns.ts";
import type { CommentId, FactId, MemberId, TopicId } from "../ids.ts";
import { comments } from "./comments.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** What somebody should hear of: one entry a person and fact. */
export const notifications = table(
  "notifications",
  {
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    factId: integer("fact_id").$type<FactId>().notNull(),
    /** Why they hear of it: `answer`, `reply`, `comment`, `move` … */
    kind: text("kind").notNull(),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .references(() => topics.id),
    commentId: integer("comment_id")
      .$type<CommentId>()
      .references(() => comments.id),
    /** Who did it; absent: the clock. */
    actorId: integer("actor_id")
      .$type<MemberId>()
      .references(() => members.id),
    /** What the entry says beyond that, like the status an idea came to or a moderator's reason. */
    words: text("words"),
    at: instant("at").notNull(),
    readAt: instant("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.factId] }),
    index("notifications_unread").on(t.memberId).where(sql`${t.readAt} is null`),
    index("notifications_topic").on(t.topicId),
    index("notifications_comment").on(t.commentId),
  ],
);
