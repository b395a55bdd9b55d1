import { sql } from "drizzle-orm";
import { check, flag, index, instant, integer, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { AuditId, MemberId, TopicId } from "../ids.ts";
import { members } from "./members.ts";
import { topics } from "./topics.ts";

/** One row a member, idea and kind. What it counts for is `root`, which merging moves; `counts` keeps one person one vote over merged ideas. */
export const votes = table(
  "votes",
  {
    castOn: integer("cast_on")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    kind: text("kind").$type<"support" | "problem" | "objection">().notNull(),
    root: integer("root")
      .$type<TopicId>()
      .notNull()
      .references(() => topics.id),
    counts: flag("counts").notNull(),
    /** The weight it counts with now, in thousandths. */
    weight: integer("weight").notNull(),
    guest: flag("guest").notNull(),
    staff: flag("staff").notNull(),
    /** An audit found that it is no vote of a person of its own: it stays, and adds to nothing. */
    excludedBy: integer("excluded_by").$type<AuditId>(),
    entryGroup: integer("entry_group").notNull(),
    /** An objection's why. */
    reason: text("reason"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.castOn, t.memberId, t.kind] }),
    uniqueIndex("votes_counted_once").on(t.root, t.memberId, t.kind).where(sql`${t.counts}`),
    index("votes_root").on(t.root, t.kind, t.at),
    index("votes_member").on(t.memberId, t.castOn),
    index("votes_excluded").on(t.excludedBy).where(sql`${t.excludedBy} is not null`),
    check("votes_kind_known", sql`${t.kind} in ('support', 'problem', 'objection')`),
    check("votes_objection_has_reason", sql`(${t.kind} = 'objection') = (${t.reason} is not null)`),
  ],
);

/** From which network guests came on a day: those of one are one entry group. Kept thirty days. */
export const arrivals = table(
  "arrivals",
  {
    /** A salted hash of the /24 or /48. */
    network: text("network").notNull(),
    /** Days since 1970-01-01, UTC. */
    day: integer("day").notNull(),
    /** The group's number: the member who came first. */
    entryGroup: integer("entry_group").notNull(),
  },
  (t) => [primaryKey({ columns: [t.network, t.day] }), index("arrivals_day").on(t.day)],
);

/**
 * What the page "How this is counted" tells of who weighs how much. Stored, as live numbers would give weights away: whoever
 * withdraws would see the band of somebody else change. Five people come or leave between two tellings, and a day is over.
 */
export const toldSupports = table("told_supports", {
  topicId: integer("topic_id")
    .$type<TopicId>()
    .primaryKey()
    .references(() => topics.id),
  /** Votes from before this midnight (UTC) are told of. */
  upTo: instant("up_to").notNull(),
  // How many people are in each band, and by how many ways they came.
  full: integer("full_people").notNull(),
  most: integer("most_people").notNull(),
  some: integer("some_people").notNull(),
  guests: integer("guests").notNull(),
  entryGroups: integer("entry_groups").notNull(),
});
