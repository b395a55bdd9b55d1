import { index, instant, integer, primaryKey, table, text } from "../columns.ts";
import type { CommentId, MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** A picture somebody sent, drawn anew; its file lies in the data folder under its hash. */
export const pictures = table(
  "pictures",
  {
    /** SHA-256 of the WebP and its sender, in base64url: the file's name. */
    hash: text("hash").primaryKey(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    /** Bytes of the file. */
    size: integer("size").notNull(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [index("pictures_member").on(t.memberId, t.at), index("pictures_at").on(t.at)],
);

/** Which text shows which picture. What no text shows is forgotten after a week. */
export const pictureUses = table(
  "picture_uses",
  {
    hash: text("hash").notNull(),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** 0: the topic's own text. */
    commentId: integer("comment_id").$type<CommentId | 0>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.topicId, t.commentId] }), index("picture_uses_topic").on(t.topicId)],
);
