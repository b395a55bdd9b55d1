import { sql } from "drizzle-orm";
import { check, id, instant, integer, json, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { CommentId, DocumentId, TopicId } from "../ids.ts";

// No foreign keys here: what is derived from a text never stands in the way of what happens to it.

/** What can be found: an idea, or a comment under it. Only what everybody may see has a row here. */
export const searchDocuments = table(
  "search_documents",
  {
    id: id("id").$type<DocumentId>(),
    topicId: integer("topic_id").$type<TopicId>().notNull(),
    /** 0: the topic itself. */
    commentId: integer("comment_id").$type<CommentId | 0>().notNull(),
    /** When it was written, UTC milliseconds. */
    at: instant("at").notNull(),
    /** Its words, each once: what has to go when the text changes. */
    words: json("words").$type<string[]>().notNull(),
    /** The import's hash of the topic when it was read, so that a later import shows. */
    sourceHash: text("source_hash"),
  },
  (t) => [uniqueIndex("search_documents_place").on(t.topicId, t.commentId)],
);

/**
 * In how many documents each word stands. The empty word stands in every one.
 * Words compare by their bytes on both engines (COLLATE "C" in the migration).
 */
export const searchWords = table(
  "search_words",
  { word: text("word").primaryKey(), documents: integer("documents").notNull() },
  (t) => [check("search_words_positive", sql`${t.documents} >= 0`)],
);

/** Which word stands in which document, and how much it says about it (BM25's part of the document, in thousandths). */
export const searchPostings = table(
  "search_postings",
  {
    word: text("word").notNull(),
    documentId: integer("document_id").$type<DocumentId>().notNull(),
    weight: integer("weight").notNull(),
  },
  (t) => [primaryKey({ columns: [t.word, t.documentId] })],
);

/** How far the index has looked for what came before it, or by an import. No row: all the way. */
export const searchCatchUps = table("search_catch_ups", {
  name: text("name").primaryKey(),
  /** Topics up to this one were looked at; those that need it are in `searchAsked`. */
  topicId: integer("topic_id").notNull(),
});

/** Topics that have to be indexed anew with all their comments. */
export const searchAsked = table("search_asked", {
  topicId: integer("topic_id").$type<TopicId>().primaryKey(),
  /** Where to go on: comments before this one are done. 0: not begun, the topic itself comes first. */
  commentId: integer("comment_id").notNull().default(0),
});
