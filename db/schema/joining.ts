import { sql } from "drizzle-orm";
import { check, id, index, instant, integer, table, text, uniqueIndex } from "../columns.ts";
import type { InvitationId, MemberId } from "../ids.ts";
import { members } from "./members.ts";

/** A link that lets people join. */
export const invitations = table(
  "invitations",
  {
    id: id("id").$type<InvitationId>(),
    code: text("code").notNull(),
    inviterId: integer("inviter_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    /** For the inviter: whom it is for. */
    note: text("note").notNull().default(""),
    /** How many people it lets in, and how many it has. */
    places: integer("places").notNull(),
    taken: integer("taken").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    uniqueIndex("invitations_code").on(t.code),
    index("invitations_inviter").on(t.inviterId, t.id),
    check("invitations_places_left", sql`${t.taken} >= 0 and ${t.taken} <= ${t.places}`),
  ],
);

/** How somebody came in, and who let them. Members from before this existed have none, and are in. */
export const admissions = table(
  "admissions",
  {
    memberId: integer("member_id")
      .$type<MemberId>()
      .primaryKey()
      .references(() => members.id),
    way: text("way").$type<"open" | "invitation" | "approval" | "host">().notNull(),
    invitationId: integer("invitation_id")
      .$type<InvitationId>()
      .references(() => invitations.id),
    inviterId: integer("inviter_id")
      .$type<MemberId>()
      .references(() => members.id),
    /** What they wrote to whoever lets people in. */
    note: text("note").notNull().default(""),
    askedAt: instant("asked_at").notNull(),
    /** Absent: they wait. */
    verdict: text("verdict").$type<"admitted" | "declined">(),
    decidedBy: integer("decided_by")
      .$type<MemberId>()
      .references(() => members.id),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("admissions_waiting").on(t.askedAt).where(sql`${t.verdict} is null`),
    index("admissions_answered").on(t.way, t.memberId).where(sql`${t.verdict} is not null`),
    check("admissions_way_known", sql`${t.way} in ('open', 'invitation', 'approval', 'host')`),
    check("admissions_verdict_known", sql`${t.verdict} is null or ${t.verdict} in ('admitted', 'declined')`),
  ],
);
