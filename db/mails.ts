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
