import { communityIn } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import { isLocale, type Locale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { shorten } from "~/platform/text";
import { type NewMail, queueMails } from "~db/mails.ts";
import type { Tx } from "~db/store.ts";
import { type Audience, type News, type Quote, recipients } from "./notifying.store.server";
import { leadsTo } from "./rules";

const WORTH_SENDING_MS = 3 * 86_400_000;
const QUOTED = 600;
const SUBJECT_TITLE = 80;

/** Queues a mail for each of an audience who wants one: the words, where they stand, and how to hear no more of it. */
export async function mailAbout(tx: Tx, news: News, audience: Audience, quote: Quote): Promise<void> {
  const createdAt = clock.now();
  const expiresAt = news.at + WORTH_SENDING_MS;
  if (expiresAt <= createdAt) return; // the program was away for days
  const to = await recipients(tx, news, audience);
  if (to.length === 0) return;
  const community = await communityIn(tx);
  const letters = new Map<Locale, Pick<NewMail, "subject" | "text">>();
  const mails = to.map(({ memberId, address, locale }) => {
    const language = isLocale(locale) ? locale : community.locale;
    const letter = letters.get(language) ?? letterIn(language, news, quote, community.name);
    letters.set(language, letter);
    return { memberId, address, kind: news.kind, ...letter, link: null, createdAt, expiresAt };
  });
  await queueMails(tx, mails);
}

function letterIn(
  locale: Locale,
  news: News,
  { title, author, text }: Quote,
  community: string,
): Pick<NewMail, "subject" | "text"> {
  const t = sayIn(locale);
  const { origin } = readConfig();
  const name = author;
  const isAnswer = news.kind === "answer";
  return {
    subject: t(isAnswer ? "notifications.mail.answer.subject" : "notifications.mail.reply.subject", {
      name,
      title: shorten(title, SUBJECT_TITLE),
    }),
    text: [
      t(isAnswer ? "notifications.mail.answer" : "notifications.mail.reply", { name, title }),
      shorten(text, QUOTED),
      t("notifications.mail.read", { link: origin + (leadsTo(news) ?? "/inbox") }),
      t(isAnswer ? "notifications.mail.answer.why" : "notifications.mail.reply.why", {
        community,
        following: `${origin}/me/following`,
        inbox: `${origin}/inbox`,
      }),
    ].join("\n\n"),
  };
}
