import { sql } from "drizzle-orm";
import { index, instant, integer, primaryKey, table, text, uniqueIndex } from "../columns.ts";
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
    /** When it was last used, to the hour. */
    seenAt: instant("seen_at").notNull().default(0),
    /** The browser and system it was started with, in two words; never an address. */
    device: text("device").notNull().default(""),
  },
  (t) => [index("sessions_member").on(t.memberId), index("sessions_expires").on(t.expiresAt)],
);

/** What a link is for. `two-step` is no link: the half of a sign-in that waits for its second step. */
export type LinkPurpose = "set-up" | "sign-in" | "reset" | "address" | "two-step";

/** Links that work once. Only their hash is kept. */
export const oneTimeLinks = table(
  "one_time_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    purpose: text("purpose").$type<LinkPurpose>().notNull(),
    /** Whom it lets in; nobody for the set-up link, and for one that was asked for somebody who isn't there. */
    memberId: integer("member_id")
      .$type<MemberId>()
      .references(() => members.id),
    createdAt: instant("created_at").notNull(),
    /** Absent: until it is used or replaced. 0: replaced by a newer one. */
    expiresAt: instant("expires_at"),
    usedAt: instant("used_at"),
  },
  (t) => [index("one_time_links_member").on(t.memberId, t.purpose), index("one_time_links_created").on(t.createdAt)],
);

/** Members' mail addresses: the one that answered, which gets mail and belongs to one member, and one that has yet to. */
export const addresses = table(
  "addresses",
  {
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    address: text("address").notNull(),
    /** For comparison: lower case. */
    key: text("key").notNull(),
    createdAt: instant("created_at").notNull(),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.key] }),
    uniqueIndex("addresses_confirmed").on(t.key).where(sql`${t.confirmedAt} is not null`),
    uniqueIndex("addresses_one_a_member").on(t.memberId).where(sql`${t.confirmedAt} is not null`),
  ],
);

/** A code that was mailed, for the one browser that asked for it. Asking for nobody makes one, too: it never fits. */
export const mailCodes = table(
  "mail_codes",
  {
    /** SHA-256 of the token that browser keeps. */
    tokenHash: text("token_hash").primaryKey(),
    memberId: integer("member_id")
      .$type<MemberId>()
      .references(() => members.id),
    codeHash: text("code_hash").notNull(),
    wrongTries: integer("wrong_tries").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("mail_codes_expires").on(t.expiresAt), index("mail_codes_member").on(t.memberId)],
);

/** Two-step sign-in by one-time codes of an app (RFC 6238). */
export const twoSteps = table("two_steps", {
  memberId: integer("member_id")
    .$type<MemberId>()
    .primaryKey()
    .references(() => members.id),
  /** Base32. */
  secret: text("secret").notNull(),
  createdAt: instant("created_at").notNull(),
  /** Absent: shown to them, and no code of it seen yet. */
  confirmedAt: instant("confirmed_at"),
  /** The time step of the last code that let somebody in: none works twice. */
  lastStep: integer("last_step").notNull().default(0),
});

/** For whoever lost the app: each works once. */
export const recoveryCodes = table(
  "recovery_codes",
  {
    memberId: integer("member_id")
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.codeHash] })],
);
