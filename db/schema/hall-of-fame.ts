import type { Evidence, RankingName } from "../../app/features/hall-of-fame/rules.ts";
import { index, instant, integer, json, primaryKey, table, text } from "../columns.ts";
import type { EntryId, MemberId } from "../ids.ts";
import { members } from "./members.ts";

/** Seasons that are over: calendar quarters in the community's time zone. */
export const seasons = table("seasons", {
  /** Like `2026-Q3`. */
  id: text("id").primaryKey(),
  closedAt: instant("closed_at").notNull(),
  /** The ledger's last entry when it closed: what was written behind it is a footnote, whenever it happened. */
  lastEntryId: integer("last_entry_id").$type<EntryId | 0>().notNull().default(0),
});

/** Their rankings as they were when they closed. What was taken back since is a footnote, and changes nothing here. */
export const seasonPlaces = table(
  "season_places",
  {
    seasonId: text("season_id")
      .notNull()
      .references(() => seasons.id),
    /** `all`, `newcomers`, `board:3`, `group:help`. */
    ranking: text("ranking").$type<RankingName>().notNull(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** Ties share one. */
    place: integer("place").notNull(),
    /** Thousandths. */
    points: integer("points").notNull(),
    evidence: json("evidence").$type<Evidence>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.seasonId, t.ranking, t.memberId] }),
    index("season_places_place").on(t.seasonId, t.ranking, t.place),
    index("season_places_member").on(t.memberId),
  ],
);

/** Who wants to stand in no ranking. Their points stay. */
export const rankingOptOuts = table("ranking_opt_outs", {
  memberId: integer("member_id")
    .$type<MemberId>()
    .primaryKey()
    .references(() => members.id),
  at: instant("at").notNull(),
});
