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

const MAILS_AT_ONCE = 500;

/** The same for many, in few statements. */
export async function queueMails(tx: Tx, wanted: readonly NewMail[]): Promise<void> {
  for (let n = 0; n < wanted.length; n += MAILS_AT_ONCE) {
    const slice = wanted.slice(n, n + MAILS_AT_ONCE);
    await tx.insert(mails).values(slice.map((mail) => ({ ...mail, nextAt: mail.createdAt })));
  }
}
