import { sql } from "drizzle-orm";
import { check, id, index, instant, integer, json, table, text } from "../columns.ts";
import type { BatchId, BoardId, MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { boards, topics } from "./topics.ts";

/** Where an import stands. `stopped`: its process went away half-way; going on or undoing it is for an admin to say. */
export type BatchState =
  | "uploaded"
  | "checking"
  | "checked"
  | "running"
  | "stopped"
  | "done"
  | "failed"
  | "undoing"
  | "undone";

/** One import, from the upload or the command line to its report. */
export const importBatches = table(
  "import_batches",
  {
    id: id("id").$type<BatchId>(),
    source: text("source").notNull(),
    /** What the file was called where it came from. */
    file: text("file").notNull(),
    /** Where it lies: a path. Absent once the batch is over. */
    path: text("path"),
    /** How the file is to be read: delimiter, encoding, quoting, map. */
    reading: json("reading").$type<Record<string, unknown>>().notNull(),
    boardId: integer("board_id")
      .$type<BoardId>()
      .references(() => boards.id),
    state: text("state").$type<BatchState>().notNull(),
    /** Rows in the file, when they were counted. */
    total: integer("total").notNull().default(0),
    read: integer("read").notNull().default(0),
    created: integer("created").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    skipped: integer("skipped").notNull().default(0),
    comments: integer("comments").notNull().default(0),
    members: integer("members").notNull().default(0),
    /** Why it failed: a sentence's key. */
    why: text("why"),
    /** What undoing left in place, and why: counts by reason. */
    kept: json("kept").$type<Record<string, number>>(),
    /** Absent: the command line. */
    by: integer("by")
      .$type<MemberId>()
      .references(() => members.id),
    at: instant("at").notNull(),
    /** When it last moved: one that stands still has lost its process. */
    movedAt: instant("moved_at").notNull(),
  },
  (t) => [
    index("import_batches_at").on(t.at, t.id),
    check(
      "import_batches_state_known",
      sql`${t.state} in ('uploaded', 'checking', 'checked', 'running', 'stopped', 'done', 'failed', 'undoing', 'undone')`,
    ),
  ],
);

/** The topics a batch made: what undoing it takes away. */
export const importedTopics = table(
  "imported_topics",
  {
    topicId: integer("topic_id")
      .$type<TopicId>()
      .primaryKey()
      .references(() => topics.id),
    batchId: integer("batch_id")
      .$type<BatchId>()
      .notNull()
      .references(() => importBatches.id),
  },
  (t) => [index("imported_topics_batch").on(t.batchId, t.topicId)],
);

/** The rows a batch could not take, by line. */
export const importProblems = table(
  "import_problems",
  {
    id: id("id"),
    batchId: integer("batch_id")
      .$type<BatchId>()
      .notNull()
      .references(() => importBatches.id),
    line: integer("line").notNull(),
    /** A sentence's key. */
    why: text("why").notNull(),
    field: text("field"),
  },
  (t) => [index("import_problems_batch").on(t.batchId, t.id)],
);
