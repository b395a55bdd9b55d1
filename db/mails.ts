import type { SQLiteInsertSelectQueryBuilder } from "drizzle-orm/sqlite-core";
import { instant, integer, table, text } from "./columns.ts";
import type { MemberId } from "./ids.ts";
import { mails } from "./schema/mails.ts";
import type { Tx } from "./store.ts";

/** A mail as it is stored. */
export type MailRow = typeof mails.$inferSelect;
export type NewMail = Pick<
  typeof mails.$inferInsert,
  "memberId" | "address" | "kind" | "subject" | "text" | "link" | "createdAt" | "expiresAt"
>;

/** Puts a mail on its way, in the transaction that makes it true. It is sent after COMMIT, by the clock. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<void> {
  await tx.insert(mails).values({ ...mail, nextAt: mail.createdAt });
}

// The columns a mail begins with; the others have their defaults. drizzle's INSERT … SELECT names every column of its
// table, and the id is the database's to give.
const newMails = table("mails", {
  memberId: integer("member_id").$type<MemberId>(),
  address: text("address"),
  kind: text("kind").notNull(),
  subject: text("subject").notNull(),
  text: text("text").notNull(),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  nextAt: instant("next_at").notNull(),
});

/** The same for everybody a query names, in one statement however many they are. */
export async function queueMails(tx: Tx, query: SQLiteInsertSelectQueryBuilder<typeof newMails>): Promise<void> {
  await tx.insert(newMails).select(query);
}
