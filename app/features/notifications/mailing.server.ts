import { framed } from "~/features/identity/letters.server";
import { communityNow } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import { readConfig } from "~/platform/config.server";
import type { Locale } from "~/platform/i18n/locales";
import { sayIn } from "~/platform/i18n/words.server";
import { shorten } from "~/platform/text";
import type { Tx } from "~db/store.ts";
import { type Audience, type Letter, mailAudience, type News, type Quote } from "./notifying.store.server";
import { leadsTo } from "./rules";

const WORTH_SENDING_MS = 3 * 86_400_000;
const QUOTED = 600;
const SUBJECT_TITLE = 80;

/** Queues a mail for each of an audience who wants one: the words, where they stand, and how to hear no more of it. */
export async function mailAbout(tx: Tx, news: News, audience: Audience, quote: Quote): Promise<void> {
  const createdAt = clock.now();
  const expiresAt = news.at + WORTH_SENDING_MS;
  if (expiresAt <= createdAt) return; // the program was away for days
  const { name, locale } = await communityNow(tx);
  const letters = { en: letterIn("en", news, quote, name), "zh-CN": letterIn("zh-CN", news, quote, name) };
  await mailAudience(tx, news, audience, { letters, locale, createdAt, expiresAt });
}

// Mails bring answers, which only ideas have, and replies, which lead to the comment itself.
const TO_WORDS = { topicKind: "idea", objectorId: null, auditId: null } as const;

function letterIn(locale: Locale, news: News, { title, author: name, text }: Quote, community: string): Letter {
  const t = sayIn(locale);
  const { origin } = readConfig(); // a reaction has no request
  const isAnswer = news.kind === "answer";
  const subject = t(isAnswer ? "notifications.mail.answer.subject" : "notifications.mail.reply.subject", {
    name,
    title: shorten(title, SUBJECT_TITLE),
  });
  return framed(t, community, subject, [
    t(isAnswer ? "notifications.mail.answer" : "notifications.mail.reply", { name, title }),
    shorten(text, QUOTED),
    t("notifications.mail.read", { link: origin + (leadsTo({ ...news, ...TO_WORDS }) ?? "/inbox") }),
    t(isAnswer ? "notifications.mail.answer.why" : "notifications.mail.reply.why", {
      community,
      following: `${origin}/me/following`,
      account: `${origin}/me/account`,
    }),
  ]);
}
