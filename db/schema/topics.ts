import { sql } from "drizzle-orm";
import type { TopicKind } from "../../app/features/topics/rules.ts";
import { check, flag, id, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { BoardId, MemberId, TeamId, TopicId } from "../ids.ts";
import { members, teams } from "./members.ts";

export const boards = table(
  "boards",
  {
    id: id("id").$type<BoardId>(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** Whose board it is: the team that keeps its promise. */
    teamId: integer("team_id")
      .$type<TeamId>()
      .references(() => teams.id),
    // The promise (spec/ideas.md 6): so many of the most supported are answered within so many days, and every idea
    // above so many supporters within so many.
    promiseTop: integer("promise_top").notNull().default(10),
    promiseTopDays: integer("promise_top_days").notNull().default(14),
    promiseAbove: integer("promise_above").notNull().default(20),
    promiseDays: integer("promise_days").notNull().default(30),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("boards_slug").on(t.slug), index("boards_team").on(t.teamId)],
);

/** The row that ideas and threads, and later meetups and releases, share. Its id is the public #number. */
export const topics = table(
  "topics",
  {
    id: id("id").$type<TopicId>(),
    kind: text("kind").$type<TopicKind>().notNull(),
    boardId: integer("board_id")
      .$type<BoardId>()
      .notNull()
      .references(() => boards.id),
    authorId: integer("author_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    title: text("title").notNull(),
    /** draft: its author only; open: everyone; hidden: its author and moderators. */
    visibility: text("visibility").$type<"draft" | "open" | "hidden">().notNull(),
    /** Takes no comments and no votes, until a moderator opens it again. */
    isLocked: flag("is_locked").notNull().default(false),
    commentCount: integer("comment_count").notNull().default(0),
    followerCount: integer("follower_count").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    editedAt: instant("edited_at"),
    lastActivityAt: instant("last_activity_at").notNull(),
    /** A hash of its form's token and words: posting the same form twice makes one topic. */
    once: text("once"),
    source: text("source"),
    sourceId: text("source_id"),
    /** SHA-256 of the row as the source had it, so that a second import sees what changed. */
    sourceHash: text("source_hash"),
  },
  (t) => [
    uniqueIndex("topics_once").on(t.authorId, t.once),
    uniqueIndex("topics_source").on(t.source, t.sourceId),
    index("topics_kind_created").on(t.kind, t.createdAt, t.id),
    index("topics_author").on(t.authorId, t.id),
    index("topics_active").on(t.kind, t.lastActivityAt, t.id),
    index("topics_board_active").on(t.boardId, t.kind, t.lastActivityAt, t.id),
    check("topics_visibility_known", sql`${t.visibility} in ('draft', 'open', 'hidden')`),
    check("topics_counts_positive", sql`${t.commentCount} >= 0 and ${t.followerCount} >= 0`),
  ],
);

export const topicTags = table(
  "topic_tags",
  {
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    /** Folded for comparison: NFKC, lower case. */
    key: text("key").notNull(),
    /** As its writer put it. */
    label: text("label").notNull(),
  },
  (t) => [primaryKey({ columns: [t.topicId, t.key] }), index("topic_tags_key").on(t.key, t.topicId)],
);

/** What an import brought that has no place of its own: kept as the source said it. */
export const importedFields = table(
  "imported_fields",
  {
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    name: text("name").notNull(),
    value: json("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.topicId, t.name] })],
);

export const follows = table(
  "follows",
  {
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** False: they said "stop following", so that a later vote does not bring it back. */
    wanted: flag("wanted").notNull().default(true),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.topicId, t.memberId] }), index("follows_member").on(t.memberId, t.topicId)],
);
