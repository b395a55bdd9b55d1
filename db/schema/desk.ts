import { id, index, instant, integer, table, text, uniqueIndex } from "../columns.ts";
import type { MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** What staff say to each other about a topic. Never leaves staff views. */
export const staffNotes = table(
  "staff_notes",
  {
    id: id("id"),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    authorId: integer("author_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    text: text("text").notNull(),
    html: text("html").notNull(),
    at: instant("at").notNull(),
    /** A hash of its form's token and words: posting the same form twice makes one note. */
    once: text("once"),
  },
  (t) => [uniqueIndex("staff_notes_once").on(t.authorId, t.once), index("staff_notes_topic").on(t.topicId, t.id)],
);
