import { sql } from "drizzle-orm";
import type { ConfirmedBy, TieKind } from "../../app/features/trust/rules.ts";
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
import type { CommentId, MemberId, TrustRunId, VouchId } from "../ids.ts";
import { members } from "./members.ts";

/** Where a member stands: what their vote weighs and what they may. No row yet: unconfirmed, level 0, a guest. */
export const standings = table(
  "standings",
  {
    memberId: integer("member_id")
      .$type<MemberId>()
      .primaryKey()
      .references(() => members.id),
    /** How it is known that they are somebody; absent: it isn't yet. */
    confirmedBy: text("confirmed_by").$type<ConfirmedBy>(),
    confirmedAt: instant("confirmed_at"),
    /** The weight their votes count with, in thousandths. */
    weight: integer("weight").notNull(),
    /** In the guest pool: not confirmed, or weighing less than a tenth. */
    isGuest: flag("is_guest").notNull(),
    /** L0–L5 as it works now; while a sanction runs it may be lower than what was earned. */
    level: integer("level").notNull().default(0),
    /** The highest level they came to. It is never lost for resting. */
    earned: integer("earned").notNull().default(0),
    earnedAt: instant("earned_at"),
    /** Powers of level 5 rest from then on, as they were told thirty days before; absent: they don't. */
    restsAt: instant("rests_at"),
  },
  (t) => [
    index("standings_unconfirmed").on(t.memberId).where(sql`${t.confirmedBy} is null`),
    index("standings_level").on(t.level, t.memberId),
    index("standings_rests").on(t.restsAt).where(sql`${t.restsAt} is not null`),
    check("standings_weight_range", sql`${t.weight} >= 0 and ${t.weight} <= 1000`),
    check("standings_levels_known", sql`${t.level} between 0 and 5 and ${t.earned} between 0 and 5`),
  ],
);

/** "I know this person." Mutual, it is a tie. Taken back ones stay. */
export const vouches = table(
  "vouches",
  {
    id: id("id").$type<VouchId>(),
    fromId: integer("from_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    toId: integer("to_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    /**
     * Of a budget that rests, because whom they vouched for was found to cheat: until then. Absent on one that wakes: it was
     * given after that was found, and looks to both as if it stood.
     */
    restsUntil: instant("rests_until"),
    /** It rests, and stands again once whom an audit took out is cleared; unless its giver takes it back until then. */
    wakes: flag("wakes").notNull().default(false),
  },
  (t) => [
    uniqueIndex("vouches_standing").on(t.fromId, t.toId).where(sql`${t.withdrawnAt} is null`),
    index("vouches_from").on(t.fromId, t.id),
    index("vouches_to").on(t.toId, t.id),
    check("vouches_not_oneself", sql`${t.fromId} <> ${t.toId}`),
  ],
);

/** What ties two people, a row an act (replies: a row a pair). Made from facts, and made anew by `canyu recount`. */
export const ties = table(
  "ties",
  {
    /** The one with the smaller number. */
    lowId: integer("low_id").$type<MemberId>().notNull(),
    highId: integer("high_id").$type<MemberId>().notNull(),
    kind: text("kind").$type<TieKind>().notNull(),
    /** Which act of its kind, like `comment:7`; empty where a pair has one of the kind. */
    subject: text("subject").notNull(),
    /** Thousandths, on the day it was tied. */
    weight: integer("weight").notNull(),
    /** Since when it loses half a year. */
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.lowId, t.highId, t.kind, t.subject] }),
    index("ties_high").on(t.highId, t.lowId),
    check("ties_in_order", sql`${t.lowId} < ${t.highId}`),
  ],
);

/** Replies that may tie whoever wrote them to whom they answer: long enough, and not removed. */
export const tieReplies = table(
  "tie_replies",
  {
    commentId: integer("comment_id").$type<CommentId>().primaryKey(),
    fromId: integer("from_id").$type<MemberId>().notNull(),
    toId: integer("to_id").$type<MemberId>().notNull(),
    /** Days since 1970-01-01, UTC. */
    day: integer("day").notNull(),
    isRemoved: flag("is_removed").notNull().default(false),
  },
  (t) => [index("tie_replies_pair").on(t.fromId, t.toId, t.day), index("tie_replies_to").on(t.toId, t.fromId)],
);

/** How far the clock has looked at what was there before this version, by what it looks at. */
export const trustCatchUps = table("trust_catch_ups", {
  name: text("name").$type<"facts" | "people">().primaryKey(),
  /** When it began: what is younger has its reactions. */
  begunAt: instant("begun_at").notNull(),
  /** The last fact or member it has looked at. */
  reached: integer("reached").notNull().default(0),
  isDone: flag("is_done").notNull().default(false),
});

/** Each time trust was computed. The latest that was finished is what counts. */
export const trustRuns = table(
  "trust_runs",
  {
    id: id("id").$type<TrustRunId>(),
    at: instant("at").notNull(),
    /** Absent: it is under way, or broke off. */
    finishedAt: instant("finished_at"),
    /** Absent: the clock. */
    by: integer("by").$type<MemberId>(),
    people: integer("people").notNull().default(0),
    ties: integer("ties").notNull().default(0),
    seeds: integer("seeds").notNull().default(0),
    /** How far the community has grown in, 0…1: until weights slide, as the run before found it. */
    lambda: real("lambda").notNull().default(0),
    tau: real("tau").notNull().default(0),
    /** How many weights it changed, and what the nightly report says beyond. */
    changed: integer("changed").notNull().default(0),
    report: json("report").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [index("trust_runs_finished").on(t.finishedAt)],
);

/** What the latest run found of whoever is tied to somebody. */
export const trustScores = table("trust_scores", {
  memberId: integer("member_id").$type<MemberId>().primaryKey(),
  runId: integer("run_id").$type<TrustRunId>().notNull(),
  p: real("p").notNull(),
  /** Sum of their ties' weights. */
  degree: real("degree").notNull(),
  q: real("q").notNull(),
  g: real("g").notNull(),
  /** How many employees they are tied to. */
  staffMet: integer("staff_met").notNull().default(0),
});
