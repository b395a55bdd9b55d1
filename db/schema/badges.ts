import { sql } from "drizzle-orm";
import type { BadgeHue, Counted } from "../../app/features/badges/rules.ts";
import { check, id, index, instant, integer, json, table, text, uniqueIndex } from "../columns.ts";
import type { BadgeAwardId, BadgeId, MemberId } from "../ids.ts";
import { members } from "./members.ts";

/** What can be earned, and by what; or given by hand. */
export const badges = table(
  "badges",
  {
    id: id("id").$type<BadgeId>(),
    /** Of those that come with the program, their name in it; absent: an admin designed it. */
    key: text("key"),
    /** Absent where the key's own words say it. */
    nameZh: text("name_zh"),
    nameEn: text("name_en"),
    hue: text("hue").$type<BadgeHue>().notNull(),
    /** What is counted; absent: it is given by hand. */
    counted: text("counted").$type<Counted>(),
    /** How many of it, ascending; of one that is given by hand, [1]. */
    steps: json("steps").$type<number[]>().notNull(),
    position: integer("position").notNull(),
    createdBy: integer("created_by")
      .$type<MemberId>()
      .references(() => members.id),
    createdAt: instant("created_at").notNull(),
    /** From then on nobody earns it; who has it keeps it. */
    retiredAt: instant("retired_at"),
    /** The form that made it. */
    once: text("once"),
  },
  (t) => [
    uniqueIndex("badges_key").on(t.key),
    uniqueIndex("badges_once").on(t.createdBy, t.once),
    check("badges_named", sql`${t.key} is not null or (${t.nameZh} is not null and ${t.nameEn} is not null)`),
  ],
);

/** Who has which, since when. One row a member, badge and step, however often it is taken back and given again. */
export const badgeAwards = table(
  "badge_awards",
  {
    id: id("id").$type<BadgeAwardId>(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    badgeId: integer("badge_id")
      .$type<BadgeId>()
      .notNull()
      .references(() => badges.id),
    step: integer("step").notNull(),
    at: instant("at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    /** Who gave it, and why; of earned ones the facts say it. */
    by: integer("by")
      .$type<MemberId>()
      .references(() => members.id),
    reason: text("reason"),
  },
  (t) => [
    uniqueIndex("badge_awards_once").on(t.memberId, t.badgeId, t.step),
    index("badge_awards_badge").on(t.badgeId, t.step, t.id),
    check("badge_awards_given_for_a_reason", sql`${t.by} is null or ${t.reason} is not null`),
  ],
);

/** The first hundred members with something that stood a day. For ever. */
export const firstHundred = table(
  "first_hundred",
  {
    place: integer("place").primaryKey(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [
    uniqueIndex("first_hundred_member").on(t.memberId),
    check("first_hundred_places", sql`${t.place} between 1 and 100`),
  ],
);

/** Places of the first hundred whose owner went for good: nobody else gets them. */
export const vacatedPlaces = table("vacated_places", { place: integer("place").primaryKey() });
