import type { AppLoadContext } from "@remix-run/node";
import { confirmedAddress } from "~/features/identity/addresses.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { sayIn } from "~/platform/i18n/words.server";
import type { Outcome } from "~/platform/mailer.server";
import { Refused } from "~/platform/refusals";
import { type WaitingMail, waitingMails } from "~db/mails.ts";
import type { Store } from "~db/store.ts";

const MAILS_A_PAGE = 50;

/** The mails that wait, newest first. A link that will be sent is nobody else's to see. */
export async function mailsThatWait(
  db: Store,
  isConfigured: boolean,
  before: number | null,
): Promise<{ mails: WaitingMail[]; next: number | null }> {
  const rows = await waitingMails(db.read, clock.now(), before, MAILS_A_PAGE + 1);
  const mails = rows
    .slice(0, MAILS_A_PAGE)
    .map((mail) => ({ ...mail, link: isConfigured && mail.hasAddress ? null : mail.link }));
  return { mails, next: rows.length > MAILS_A_PAGE ? (mails.at(-1)?.id ?? null) : null };
}

/** Sends a mail to the admin's own address now, and says what the server answered. */
export async function sendTestMail({ db, mailer, community, locale }: AppLoadContext, me: Member): Promise<Outcome> {
  if (!mailer.isConfigured) throw new Refused("mail.server.missing");
  const address = await confirmedAddress(db.read, me.id);
  if (!address) throw new Refused("address.missing");
  const t = sayIn(locale);
  return mailer.send({
    address,
    subject: t("mails.test.subject", { community: community.name }),
    text: t("mails.test.text", { name: me.displayName, community: community.name }),
  });
}
