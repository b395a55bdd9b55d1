import { sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { check, flag, id, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from "../columns.ts";
import type { MemberId, TeamId } from "../ids.ts";

export const teams = table(
  "teams",
  {
    id: id("id").$type<TeamId>(),
    name: text("name").notNull(),
    /** Who answers for it; what is overdue climbs to them. */
    leadId: integer("lead_id")
      .$type<MemberId>()
      .references((): AnySQLiteColumn => members.id),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("teams_name").on(t.name)],
);

/** People. A placeholder, without a user name, is somebody an import names, who has not come to claim their work. */
export const members = table(
  "members",
  {
    id: id("id").$type<MemberId>(),
    /** What they sign in with: lower-case ASCII. Absent on placeholders. */
    username: text("username"),
    displayName: text("display_name").notNull(),
    /** What the display name looks like at a glance: two with the same one are taken for each other. */
    skeleton: text("skeleton").notNull().default(""),
    title: text("title"),
    /** A line or two about themselves, as they wrote it. */
    about: text("about").notNull().default(""),
    teamId: integer("team_id")
      .$type<TeamId>()
      .references(() => teams.id),
    locale: text("locale"),
    /** Whether answers and replies come by mail, too. */
    wantsMail: flag("wants_mail").notNull().default(true),
    createdAt: instant("created_at").notNull(),
    source: text("source"),
    sourceId: text("source_id"),
  },
  (t) => [
    uniqueIndex("members_username").on(t.username),
    uniqueIndex("members_source").on(t.source, t.sourceId),
    index("members_team").on(t.teamId),
    index("members_skeleton").on(t.skeleton),
    check("members_person_or_placeholder", sql`${t.username} is not null or ${t.source} is not null`),
  ],
);

/** Who holds which role, since when and by whom. Several at once. */
export const roles = table(
  "roles",
  {
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    role: text("role").$type<"moderator" | "staff" | "admin">().notNull(),
    givenBy: integer("given_by")
      .$type<MemberId>()
      .references(() => members.id),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.role] }),
    check("roles_known", sql`${t.role} in ('moderator', 'staff', 'admin')`),
  ],
);

/** What the community decided about itself: name, language, time zone. One row a setting. */
export const settings = table("settings", {
  key: text("key").primaryKey(),
  value: json("value").notNull(),
});
