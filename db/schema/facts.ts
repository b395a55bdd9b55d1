import { sql } from "drizzle-orm";
import { id, index, instant, integer, json, primaryKey, table, text } from "../columns.ts";
import type { BoardId, FactId, MemberId, TopicId } from "../ids.ts";

// No foreign keys here: a fact outlives what it tells of.

/** What happened, written in the transaction that made it so. Permanent. */
export const facts = table(
  "facts",
  {
    id: id("id").$type<FactId>(),
    kind: text("kind").notNull(),
    at: instant("at").notNull(),
    by: integer("by").$type<MemberId>(),
    /** The giver's weight that moment, in thousandths. */
    byWeight: integer("by_weight"),
    topicId: integer("topic_id").$type<TopicId>(),
    boardId: integer("board_id").$type<BoardId>(),
    /** The topic's author. */
    authorId: integer("author_id").$type<MemberId>(),
    details: json("details").$type<Record<string, unknown>>().notNull(),
    /** When every reaction to it had run. */
    settledAt: instant("settled_at"),
  },
  (t) => [
    index("facts_waiting").on(t.id).where(sql`${t.settledAt} is null`),
    index("facts_topic").on(t.topicId, t.id),
    index("facts_kind").on(t.kind, t.id),
  ],
);

/** One row a fact and reaction: done, or tried and when to try again. */
export const reactions = table(
  "reactions",
  {
    factId: integer("fact_id").$type<FactId>().notNull(),
    name: text("name").notNull(),
    doneAt: instant("done_at"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at"),
    error: text("error"),
  },
  (t) => [
    primaryKey({ columns: [t.factId, t.name] }),
    index("reactions_stuck").on(t.nextAt).where(sql`${t.doneAt} is null`),
  ],
);

/** Who runs the clock and the reactions just now; whoever finds it expired takes it. */
export const leases = table("leases", {
  name: text("name").primaryKey(),
  holder: text("holder").notNull(),
  until: instant("until").notNull(),
});

/** When each job of the clock last ran, and what it last failed of. */
export const jobs = table("jobs", {
  name: text("name").primaryKey(),
  ranAt: instant("ran_at").notNull(),
  tookMs: integer("took_ms").notNull(),
  failedAt: instant("failed_at"),
  error: text("error"),
});
