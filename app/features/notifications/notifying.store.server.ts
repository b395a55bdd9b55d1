import { and, eq, gt, inArray, isNotNull, ne, notExists, type SQL, sql } from "drizzle-orm";
import type { Role } from "~/features/members/rules";
import { seenByMember } from "~/features/topics/scope.server";
import type { Locale } from "~/platform/i18n/locales";
import type { ActId, AnswerId, CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";
import { queueMails } from "~db/mails.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { comments } from "~db/schema/comments.ts";
import { answers } from "~db/schema/ideas.ts";
import { addresses } from "~db/schema/identity.ts";
import { members, roles } from "~db/schema/members.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { notifications } from "~db/schema/notifications.ts";
import { follows, topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { type Kind, toldOnce } from "./rules";

/** An entry, without whose it is. */
export interface News {
  factId: FactId;
  kind: Kind;
  topicId: TopicId | null;
  commentId: CommentId | null;
  /** Never hears of it. Null: the clock did it. */
  actorId: MemberId | null;
  words: string | null;
  at: number;
}

/** Whom it is for: those who follow its topic, everybody who is an admin, who moderates, one member, or these. */
export type Audience = "followers" | "admins" | "moderators" | MemberId | readonly MemberId[];

/**
 * One entry for each of an audience who has an account and may see the topic; in one statement, however many they are.
 * Who has an entry of this fact keeps it, and whoever was told of the comment is not told again.
 */
export async function insertEntries(tx: Tx, news: News, audience: Audience): Promise<void> {
  await tx
    .insert(notifications)
    .select(
      tx
        .select({ memberId: members.id, ...entryColumns(news) })
        .from(members)
        .leftJoin(topics, isTopicOf(news))
        .where(and(whoHears(tx, news, audience), hasNotHeard(tx, news))),
    )
    .onConflictDoNothing();
}

// PostgreSQL takes a value it selects for text unless told otherwise.
const entryColumns = (news: News) => ({
  factId: sql<FactId>`cast(${news.factId} as integer)`.as("fact_id"),
  kind: sql<string>`cast(${news.kind} as text)`.as("kind"),
  topicId: sql<TopicId | null>`cast(${news.topicId} as integer)`.as("topic_id"),
  commentId: sql<CommentId | null>`cast(${news.commentId} as integer)`.as("comment_id"),
  actorId: sql<MemberId | null>`cast(${news.actorId} as integer)`.as("actor_id"),
  words: sql<string | null>`cast(${news.words} as text)`.as("words"),
  at: sql<number>`cast(${news.at} as bigint)`.as("at"),
  readAt: sql<number | null>`cast(null as bigint)`.as("read_at"),
});

const isTopicOf = ({ topicId }: News): SQL => (topicId === null ? sql`1 = 0` : eq(topics.id, topicId));

/** A condition over members, and the topic if there is one. Who reported something hears what came of it in any case. */
function whoHears(read: Tx, { topicId, actorId, kind }: News, audience: Audience): SQL | undefined {
  return and(
    isOf(read, topicId, audience),
    isNotNull(members.username),
    actorId === null ? undefined : ne(members.id, actorId),
    topicId === null || kind === "report" ? undefined : seenByMember(read),
  );
}

function isOf(read: Tx, topicId: TopicId | null, audience: Audience): SQL {
  if (audience === "followers") return inArray(members.id, followersOf(read, topicId));
  if (audience === "admins") return inArray(members.id, holdersOf(read, ["admin"]));
  if (audience === "moderators") return inArray(members.id, holdersOf(read, ["moderator", "admin"]));
  return inArray(members.id, typeof audience === "number" ? [audience] : [...audience]);
}

const holdersOf = (read: Tx, some: readonly Role[]) =>
  read
    .select({ id: roles.memberId })
    .from(roles)
    .where(inArray(roles.role, [...some]));

function hasNotHeard(read: Tx, { kind, commentId, actorId, words }: News): SQL | undefined {
  if (kind === "weight" && words === "growing") return hasNotHeardOfGrowing(read);
  if (kind === "vouched") return hasNotHeardOf(read, actorId);
  const alike = toldOnce(kind);
  if (commentId === null || alike.length === 0) return undefined;
  const told = and(
    eq(notifications.memberId, members.id),
    eq(notifications.commentId, commentId),
    inArray(notifications.kind, [...alike]),
  );
  return notExists(read.select({ one: sql`1` }).from(notifications).where(told));
}

// It goes on by the day.
function hasNotHeardOfGrowing(read: Tx): SQL | undefined {
  const { memberId, kind, words } = notifications;
  const told = and(eq(memberId, members.id), eq(kind, "weight"), eq(words, "growing"));
  return notExists(read.select({ one: sql`1` }).from(notifications).where(told));
}

// Taking back and saying again that one knows somebody is no news.
function hasNotHeardOf(read: Tx, actorId: MemberId | null): SQL | undefined {
  if (actorId === null) return undefined;
  const { memberId, kind } = notifications;
  const told = and(eq(memberId, members.id), eq(kind, "vouched"), eq(notifications.actorId, actorId));
  return notExists(read.select({ one: sql`1` }).from(notifications).where(told));
}

const followersOf = (read: Tx, topicId: TopicId | null) =>
  read
    .select({ id: follows.memberId })
    .from(follows)
    .where(and(topicId === null ? sql`1 = 0` : eq(follows.topicId, topicId), eq(follows.wanted, true)));

/** A mail in one language. */
export interface Letter {
  subject: string;
  text: string;
}

/**
 * A mail in their own language for each of an audience who wants mail, at an address that answered; in one statement,
 * however many they are.
 */
export async function mailAudience(
  tx: Tx,
  news: News,
  audience: Audience,
  mail: { letters: Record<Locale, Letter>; locale: Locale; createdAt: number; expiresAt: number },
): Promise<void> {
  const said = (part: keyof Letter): SQL<string> => sql<string>`case ${members.locale}
    when 'en' then cast(${mail.letters.en[part]} as text)
    when 'zh-CN' then cast(${mail.letters["zh-CN"][part]} as text)
    else cast(${mail.letters[mail.locale][part]} as text) end`;
  const at = (time: number): SQL<number> => sql<number>`cast(${time} as bigint)`;
  await queueMails(
    tx,
    tx
      .select({
        memberId: members.id,
        address: addresses.address,
        kind: sql<string>`cast(${news.kind} as text)`.as("kind"),
        subject: said("subject").as("subject"),
        text: said("text").as("text"),
        createdAt: at(mail.createdAt).as("created_at"),
        expiresAt: at(mail.expiresAt).as("expires_at"),
        nextAt: at(mail.createdAt).as("next_at"),
        topicId: sql<TopicId | null>`cast(${news.topicId} as integer)`.as("topic_id"),
        commentId: sql<CommentId | null>`cast(${news.commentId} as integer)`.as("comment_id"),
      })
      .from(members)
      .innerJoin(addresses, eq(addresses.memberId, members.id))
      .leftJoin(topics, isTopicOf(news))
      .where(and(whoHears(tx, news, audience), eq(members.wantsMail, true), isNotNull(addresses.confirmedAt))),
  );
}

/** What a mail quotes: whose words, under which title. */
export interface Quote {
  title: string;
  author: string;
  text: string;
}

const quotes = prepared((read, value: Value<{ id: CommentId }>) =>
  read
    .select({ title: topics.title, author: members.displayName, text: comments.text })
    .from(comments)
    .innerJoin(topics, eq(topics.id, comments.topicId))
    .innerJoin(members, eq(members.id, comments.authorId))
    .where(and(eq(comments.id, value("id")), eq(comments.isHidden, false))),
);

/** A comment, unless it was hidden meanwhile. */
export async function commentQuote(read: Tx, id: CommentId): Promise<Quote | undefined> {
  const [row] = await quotes(read, { id });
  return row;
}

export async function answerQuote(read: Tx, id: AnswerId): Promise<Quote | undefined> {
  const [row] = await read
    .select({ title: topics.title, author: members.displayName, text: answers.text })
    .from(answers)
    .innerJoin(topics, eq(topics.id, answers.topicId))
    .innerJoin(members, eq(members.id, answers.authorId))
    .where(eq(answers.id, id));
  return row;
}

/** Why a moderator did it; null when that is not known. */
export async function reasonOf(read: Tx, id: ActId): Promise<string | null> {
  const [row] = await read
    .select({ reason: moderationActs.reason })
    .from(moderationActs)
    .where(eq(moderationActs.id, id));
  return row?.reason ?? null;
}

/** Whether somebody joined after a moment. */
export async function cameAfter(read: Tx, id: MemberId, since: number): Promise<boolean> {
  return (await read.$count(members, and(eq(members.id, id), gt(members.createdAt, since)))) > 0;
}
