import { index, instant, integer, table, text } from "../columns.ts";
import type { MemberId } from "../ids.ts";
import { members } from "./members.ts";

export const passwords = table("passwords", {
  memberId: integer("member_id")
    .$type<MemberId>()
    .primaryKey()
    .references(() => members.id),
  /** argon2id, in PHC string format. */
  hash: text("hash").notNull(),
  changedAt: instant("changed_at").notNull(),
});

export const sessions = table(
  "sessions",
  {
    /** SHA-256 of the session id: a stolen database opens no session. */
    idHash: text("id_hash").primaryKey(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("sessions_member").on(t.memberId), index("sessions_expires").on(t.expiresAt)],
);

/** Links that work once: for now the set-up link. Only their hash is kept. */
export const oneTimeLinks = table("one_time_links", {
  tokenHash: text("token_hash").primaryKey(),
  purpose: text("purpose").$type<"set-up">().notNull(),
  createdAt: instant("created_at").notNull(),
  usedAt: instant("used_at"),
});
