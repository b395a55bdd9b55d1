import { sql } from "drizzle-orm";
import type { IdeaStatus } from "../../app/features/ideas/rules.ts";
import { check, id, index, instant, integer, real, table, text, uniqueIndex } from "../columns.ts";
import type { AnswerId, MemberId, TeamId, TopicId } from "../ids.ts";
import { members, teams } from "./members.ts";
import { topics } from "./topics.ts";

/** What an idea has beyond its topic: the words, where it stands, and the tallies of its votes. */
export const ideas = table(
  "ideas",
  {
    topicId: integer("topic_id")
      .$type<TopicId>()
      .primaryKey()
      .references(() => topics.id),
    status: text("status").$type<IdeaStatus>().notNull(),
    /** When the status was entered; for imports when they came in, so that no clock starts in the past. */
    statusAt: instant("status_at").notNull(),
    ownerId: integer("owner_id")
      .$type<MemberId>()
      .references(() => members.id),
    teamId: integer("team_id")
      .$type<TeamId>()
      .references(() => teams.id),
    /** The ISO week it is meant for, `2026-W63`-style; absent is "no date yet". */
    targetWeek: text("target_week"),
    problem: text("problem").notNull(),
    problemHtml: text("problem_html").notNull(),
    proposal: text("proposal").notNull().default(""),
    proposalHtml: text("proposal_html").notNull().default(""),
    // Tallies. Supporters are fans only; the support of staff stands apart.
    supporters: integer("supporters").notNull().default(0),
    staffSupport: integer("staff_support").notNull().default(0),
    problemHavers: integer("problem_havers").notNull().default(0),
    objections: integer("objections").notNull().default(0),
    importedSupport: integer("imported_support").notNull().default(0),
    importedObjections: integer("imported_objections").notNull().default(0),
    /** Sum of the weights of fans' counting support, in thousandths. */
    weightSum: integer("weight_sum").notNull().default(0),
    /** How many of those are in the guest pool. */
    guestSum: integer("guest_sum").notNull().default(0),
    /** Trusted support as it is told, whole, though in thousandths: the weights, and of the guests as much as those allow. */
    trusted: integer("trusted").notNull().default(0),
    /** Its votes are being looked at: its orders stay as they were then. */
    underAuditSince: instant("under_audit_since"),
    // Orders, stored so that an index answers them. Stepped with the tallies.
    most: integer("most").notNull().default(0),
    net: integer("net").notNull().default(0),
    hot: real("hot").notNull(),
    /** Supporters of the last 28 days − of the 28 before; stepped with the votes, slid on by the clock. */
    trend: integer("trend").notNull().default(0),
    // The promise: since when an answer is promised, when it is due (absent: none is, or it came), when the first came,
    // and when the team's lead was told that it is overdue.
    promisedAt: instant("promised_at"),
    dueAt: instant("due_at"),
    answeredAt: instant("answered_at"),
    overdueToldAt: instant("overdue_told_at"),
  },
  (t) => [
    index("ideas_hot").on(t.hot, t.topicId),
    index("ideas_most").on(t.most, t.topicId),
    index("ideas_net").on(t.net, t.topicId),
    index("ideas_trusted").on(t.trusted, t.topicId),
    index("ideas_affected").on(t.problemHavers, t.topicId),
    index("ideas_status_since").on(t.status, t.statusAt),
    index("ideas_status_supporters").on(t.status, t.supporters),
    index("ideas_owner").on(t.ownerId),
    index("ideas_trend").on(t.trend, t.topicId),
    index("ideas_due").on(t.dueAt, t.topicId),
    index("ideas_answered").on(t.answeredAt, t.topicId),
    check(
      "ideas_tallies_positive",
      sql`${t.supporters} >= 0 and ${t.staffSupport} >= 0 and ${t.problemHavers} >= 0 and ${t.objections} >= 0 and ${t.weightSum} >= 0 and ${t.guestSum} >= 0`,
    ),
  ],
);

/** Every move of an idea: from where to where, by whom (nobody: the clock), and why. */
export const statusChanges = table(
  "status_changes",
  {
    id: id("id"),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    from: text("from_status").$type<IdeaStatus>().notNull(),
    to: text("to_status").$type<IdeaStatus>().notNull(),
    by: integer("by")
      .$type<MemberId>()
      .references(() => members.id),
    reasonCode: text("reason_code"),
    reason: text("reason"),
    ownerId: integer("owner_id")
      .$type<MemberId>()
      .references(() => members.id),
    teamId: integer("team_id")
      .$type<TeamId>()
      .references(() => teams.id),
    targetWeek: text("target_week"),
    at: instant("at").notNull(),
  },
  (t) => [index("status_changes_topic").on(t.topicId, t.id)],
);

/** A named employee's word. Team and title are kept as they were that day. */
export const answers = table(
  "answers",
  {
    id: id("id").$type<AnswerId>(),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    authorId: integer("author_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    team: text("team"),
    title: text("title"),
    manner: text("manner").$type<"personally" | "office">().notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    at: instant("at").notNull(),
    /** A hash of its form's token and words: posting the same form twice makes one answer. */
    once: text("once"),
  },
  (t) => [
    uniqueIndex("answers_once").on(t.authorId, t.once),
    index("answers_topic").on(t.topicId, t.id),
    check("answers_manner_known", sql`${t.manner} in ('personally', 'office')`),
  ],
);

/** The words an idea had before an edit. */
export const ideaRevisions = table(
  "idea_revisions",
  {
    id: id("id"),
    topicId: integer("topic_id")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    title: text("title").notNull(),
    problem: text("problem").notNull(),
    proposal: text("proposal").notNull(),
    by: integer("by")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [index("idea_revisions_topic").on(t.topicId, t.id)],
);
