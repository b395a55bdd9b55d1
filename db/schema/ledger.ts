import { sql } from "drizzle-orm";
import type { ClaimKind, LedgerRules } from "../../app/features/ledger/rules.ts";
import {
  check,
  flag,
  id,
  index,
  instant,
  integer,
  json,
  primaryKey,
  real,
  table,
  text,
  uniqueIndex,
} from "../columns.ts";
import type { BoardId, CommentId, EntryId, FactId, MemberId, TopicId } from "../ids.ts";

// No foreign keys here: what is derived from facts never stands in the way of what happens to what they tell of.

/** What acts are worth, from when on. A version is never changed: another is added, for what happens from then on. */
export const ledgerRules = table("ledger_rules", {
  version: integer("version").primaryKey(),
  /** UTC milliseconds; facts from then on go by it. */
  since: instant("since").notNull(),
  rules: json("rules").$type<LedgerRules>().notNull(),
  /** IANA; in it a day begins and ends. */
  timeZone: text("time_zone").notNull(),
  /** Absent: the program itself, or a change of the community's time zone. */
  by: integer("by").$type<MemberId>(),
  reason: text("reason").notNull(),
});

/** What somebody did that is worth points, as it stands now: what is taken back stays as a row, worth nothing. */
export const ledgerClaims = table(
  "ledger_claims",
  {
    factId: integer("fact_id").$type<FactId>().notNull(),
    kind: text("kind").$type<ClaimKind>().notNull(),
    memberId: integer("member_id").$type<MemberId>().notNull(),
    /** What it was done to, like `comment:7`: of several claims of a kind on one, the first that stands pays. */
    subject: text("subject").notNull(),
    stands: flag("stands").notNull(),
    /** Thousandths, behind all caps; 0 while it doesn't stand. Always what its entries add up to. */
    points: integer("points").notNull(),
    at: instant("at").notNull(),
    /** Days since 1970-01-01, as the calendar counts them in the time zone of its rules. */
    day: integer("day").notNull(),
    /** Who gave it, and their weight then in thousandths; absent where nobody gave anything. */
    giverId: integer("giver_id").$type<MemberId>(),
    giverWeight: integer("giver_weight"),
    topicId: integer("topic_id").$type<TopicId>(),
    commentId: integer("comment_id").$type<CommentId>(),
    boardId: integer("board_id").$type<BoardId>(),
    ruleVersion: integer("rule_version").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.factId, t.kind, t.memberId] }),
    index("ledger_claims_member").on(t.memberId, t.day),
    index("ledger_claims_kind").on(t.memberId, t.kind, t.stands),
    index("ledger_claims_subject").on(t.subject),
    index("ledger_claims_giver").on(t.giverId, t.memberId),
    index("ledger_claims_day").on(t.day),
  ],
);

/** THE LEDGER: append-only. A claim's first entry, and a correction behind it each time it comes to be worth another sum. */
export const ledgerEntries = table(
  "ledger_entries",
  {
    id: id("id").$type<EntryId>(),
    /** Whose claim it is about; with kind and member, the claim's key. */
    factId: integer("fact_id").$type<FactId>().notNull(),
    kind: text("kind").$type<ClaimKind>().notNull(),
    memberId: integer("member_id").$type<MemberId>().notNull(),
    /** Thousandths, added to what the claim's entries before it make. */
    points: integer("points").notNull(),
    subject: text("subject").notNull(),
    /** When what brought the entry happened. */
    at: instant("at").notNull(),
    /** The claim's day. */
    day: integer("day").notNull(),
    ruleVersion: integer("rule_version").notNull(),
    /** The claim's entry before, which this corrects. */
    reverses: integer("reverses").$type<EntryId>(),
    /** The fact that brought the correction. */
    causeId: integer("cause_id").$type<FactId>().notNull(),
  },
  (t) => [
    uniqueIndex("ledger_entries_once").on(t.factId, t.kind, t.memberId).where(sql`${t.reverses} is null`),
    uniqueIndex("ledger_entries_reverses").on(t.reverses).where(sql`${t.reverses} is not null`),
    index("ledger_entries_claim").on(t.factId, t.kind, t.memberId, t.id),
    index("ledger_entries_member").on(t.memberId, t.id),
    index("ledger_entries_day").on(t.day, t.id),
  ],
);

/** What has become of what claims are about, in whatever order the facts arrived. No row: it stands. */
export const ledgerSubjects = table("ledger_subjects", {
  subject: text("subject").primaryKey(),
  /** The latest fact that said whether it stands, and what that said. */
  stateFactId: integer("state_fact_id").$type<FactId | 0>().notNull(),
  isOff: flag("is_off").notNull(),
  /** The latest fact that ended all claims on it from before, for good. 0: none did. */
  cutFactId: integer("cut_fact_id").$type<FactId | 0>().notNull(),
  /** The first fact from which on nothing more counts on it. Absent: none yet. */
  endFactId: integer("end_fact_id").$type<FactId>(),
});

/** How far the ledger has read the facts from before it existed. No row: it hasn't begun. */
export const ledgerCatchUps = table("ledger_catch_ups", {
  name: text("name").primaryKey(),
  factId: integer("fact_id").notNull(),
  isDone: flag("is_done").notNull(),
});

/** Sums of what entries say: a row a member, period and board. Made anew by `canyu recount`. */
export const contributions = table(
  "contributions",
  {
    memberId: integer("member_id").$type<MemberId>().notNull(),
    /** `all`, a year like `2026`, a season like `2026-Q4`. */
    period: text("period").notNull(),
    /** 0: all boards, and what belongs to none. */
    boardId: integer("board_id").$type<BoardId | 0>().notNull(),
    /** Thousandths. */
    points: integer("points").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.period, t.boardId] }),
    index("contributions_ranking").on(t.period, t.boardId, t.points, t.memberId),
  ],
);

/**
 * All time with a half-life: Σ points · 2^((day − 20,000) / 180), in thousandths. It grows with the years, and its order is
 * right on any day.
 */
export const contributionScores = table(
  "contribution_scores",
  {
    memberId: integer("member_id").$type<MemberId>().notNull(),
    boardId: integer("board_id").$type<BoardId | 0>().notNull(),
    score: real("score").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.boardId] }),
    index("contribution_scores_ranking").on(t.boardId, t.score, t.memberId),
    check("contribution_scores_finite", sql`${t.score} < 1e300`),
  ],
);
