import type { AppLoadContext } from "@remix-run/node";
import { localeOf } from "~/features/members/members.server";
import { clock } from "~/platform/clock";
import type { Locale } from "~/platform/i18n/locales";
import type { Say } from "~/platform/i18n/sentences";
import { sayIn } from "~/platform/i18n/words.server";
import type { MemberId } from "~db/ids.ts";
import { dropMails, queueMail } from "~db/mails.ts";
import type { Tx } from "~db/store.ts";
import { confirmedAddress } from "./addresses.store.server";

/** What a mail about this community needs to know of it. */
export type Home = Pick<AppLoadContext, "origin" | "community">;

/** A mail about to be written. */
export interface Draft {
  /** What it is about: `reset`, `code`, `reply` … */
  kind: string;
  /** Milliseconds for which it is worth sending. */
  lasts: number;
  /** The one thing to do, absolute; shown under the text. */
  link?: string;
  /** Where to, when not to the member's confirmed address. */
  address?: string;
  /** Earlier ones about the same are still good for something, and stay. */
  staysBeside?: true;
  write(t: Say): { subject: string; text: string };
}

/**
 * Puts a mail to a member on its way, in their language, and takes back an earlier one about the same, unless
 * that stays. Without a confirmed address it waits for an admin to pass it on.
 */
export async function writeTo(tx: Tx, memberId: MemberId, { community }: Home, draft: Draft): Promise<void> {
  const { kind, lasts, link = null, write } = draft;
  const t = sayIn(await languageOf(tx, memberId, community.locale));
  const { subject, text } = write(t);
  const now = clock.now();
  if (!draft.staysBeside) await dropMails(tx, memberId, kind, now);
  await queueMail(tx, {
    memberId,
    address: draft.address ?? (await confirmedAddress(tx, memberId)),
    kind,
    ...framed(t, community.name, subject, [text, ...(link ? [link] : [])]),
    link,
    createdAt: now,
    expiresAt: now + lasts,
  });
}

/** A mail as it leaves: its subject and its foot say which community it is from. */
export const framed = (
  t: Say,
  community: string,
  subject: string,
  paragraphs: readonly string[],
): { subject: string; text: string } => ({
  subject: `${subject} · ${community}`,
  text: `${[...paragraphs, t("mails.sign", { community })].join("\n\n")}\n`,
});

const languageOf = async (read: Tx, memberId: MemberId, otherwise: Locale): Promise<Locale> =>
  (await localeOf(read, memberId)) ?? otherwise;
