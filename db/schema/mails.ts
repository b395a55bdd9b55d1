import { sql } from "drizzle-orm";
import { check, id, index, instant, integer, table, text } from "../columns.ts";
import type { CommentId, MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";

/** Mails on their way. Without a mail server, or without an address, they wait and admins hand their links out. */
export const mails = table(
  "mails",
  {
    id: id("id"),
    memberId: integer("member_id")
      .$type<MemberId>()
      .references(() => members.id),
    /** Absent: there is no address; only an admin can pass it on. */
    address: text("address"),
    /** What it is about: `reset`, `code`, `reply` … */
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    /** Plain text, links included. Emptied when it was sent or is no longer worth sending. */
    text: text("text").notNull(),
    /** The one thing to do, for handing out; absent when there is none. */
    link: text("link"),
    createdAt: instant("created_at").notNull(),
    /** Not worth sending after this. */
    expiresAt: instant("expires_at").notNull(),
    sentAt: instant("sent_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at").notNull(),
    error: text("error"),
    // No foreign keys: they only say what has to be hidden for the mail not to be sent any more.
    topicId: integer("topic_id").$type<TopicId>(),
    commentId: integer("comment_id").$type<CommentId>(),
  },
  (t) => [
    index("mails_due").on(t.expiresAt, t.nextAt).where(sql`${t.sentAt} is null`),
    index("mails_waiting").on(t.id).where(sql`${t.sentAt} is null`),
    index("mails_created").on(t.createdAt),
    index("mails_topic").on(t.topicId, t.commentId).where(sql`${t.sentAt} is null`),
    index("mails_member").on(t.memberId, t.id),
    check("mails_attempts_positive", sql`${t.attempts} >= 0`),
  ],
);
