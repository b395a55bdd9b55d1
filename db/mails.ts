import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteInsertSelectQueryBuilder } from "drizzle-orm/sqlite-core";
import { instant, integer, table, text } from "./columns.ts";
import type { CommentId, MemberId, TopicId } from "./ids.ts";
import { mails } from "./schema/mails.ts";
import { members } from "./schema/members.ts";
import type { Tx } from "./store.ts";

/** A mail as it is stored. */
export type MailRow = typeof mails.$inferSelect;
type NewMail = Pick<
  typeof mails.$inferInsert,
  "memberId" | "address" | "kind" | "subject" | "text" | "link" | "createdAt" | "expiresAt"
>;

/** One that waits, for whoever runs the community. */
export interface WaitingMail {
  id: number;
  name: string | null;
  username: string | null;
  hasAddress: boolean;
  subject: string;
  link: string | null;
  createdAt: number;
  attempts: number;
  error: string | null;
  /** When it is tried again; null when that would come too late. */
  nextAt: number | null;
}

/** How the mails do that are still worth sending. */
export interface MailState {
  waiting: number;
  /** Of these, those a mail server refused at least once. */
  failing: number;
}

// The last moment there is (ECMA-262): a mail that is not worth sending any more never comes due.
const NEVER = 8_640_000_000_000_000;

/** Puts a mail on its way, in the transaction that makes it true. It is sent after COMMIT, by the clock. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<void> {
  await tx.insert(mails).values({ ...mail, nextAt: mail.createdAt });
}

// Nothing waits longer than that. What would, and in time (what was dropped ends when it comes due), was put off before
// the clock was set back.
const LONGEST_WAIT_MS = 2 * 3_600_000;
const isDue = (now: number): SQL | undefined =>
  or(lte(mails.nextAt, now), and(gt(mails.nextAt, now + LONGEST_WAIT_MS), lt(mails.nextAt, mails.expiresAt)));

/** Mails whose time has come, those with an address, or all. First what is worth sending for the shortest time: a code
 * to sign in with lives ten minutes, and thousands who hear of an answer can wait. */
export function mailsDue(read: Tx, now: number, which: "addressed" | "all", limit: number): Promise<MailRow[]> {
  const isAddressed = which === "addressed" ? isNotNull(mails.address) : undefined;
  return read
    .select()
    .from(mails)
    .where(and(isNull(mails.sentAt), isDue(now), gt(mails.expiresAt, now), isAddressed))
    .orderBy(asc(mails.expiresAt), asc(mails.nextAt))
    .limit(limit);
}

/**
 * Takes a due mail until `nextAt`, when it comes due again unless it was sent. False when another process took it.
 * `attempts` counts tries at a mail server.
 */
export async function claimMail(
  tx: Tx,
  { id, attempts, nextAt }: Pick<MailRow, "id" | "attempts" | "nextAt">,
  now: number,
): Promise<boolean> {
  const rows = await tx
    .update(mails)
    .set({ attempts, nextAt })
    .where(and(eq(mails.id, id), isNull(mails.sentAt), isDue(now), gt(mails.expiresAt, now)))
    .returning({ id: mails.id });
  return rows.length > 0;
}

/** A sent mail keeps no words. */
export async function noteSent(tx: Tx, id: number, now: number): Promise<void> {
  await tx.update(mails).set({ sentAt: now, text: "", link: null, error: null }).where(eq(mails.id, id));
}

/** `nextAt`: when it comes due again, where that is sooner than its claim ends. */
export async function noteFailed(tx: Tx, id: number, error: string, nextAt?: number): Promise<void> {
  await tx
    .update(mails)
    .set({ error, ...(nextAt && { nextAt }) })
    .where(eq(mails.id, id));
}

/** Mails that came too late and still have their words. */
export async function mailsTooLate(read: Tx, now: number, limit: number): Promise<number[]> {
  const rows = await read
    .select({ id: mails.id })
    .from(mails)
    .where(and(isNull(mails.sentAt), lt(mails.nextAt, NEVER), lte(mails.expiresAt, now)))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Takes the words of mails that are not worth sending any more. */
export async function emptyMails(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx
    .update(mails)
    .set({ text: "", link: null, nextAt: NEVER })
    .where(inArray(mails.id, [...ids]));
}

/** What was asked for anew, or has been done: the member's mails about it are not worth sending any more. */
export const dropMails = (tx: Tx, memberId: MemberId, kind: string, now: number): Promise<void> =>
  drop(tx, and(eq(mails.memberId, memberId), eq(mails.kind, kind)), now);

/** A topic was hidden: what quotes it or its comments is not worth sending any more. */
export const dropMailsOfTopic = (tx: Tx, topicId: TopicId, now: number): Promise<void> =>
  drop(tx, eq(mails.topicId, topicId), now);

/** The same of a single comment. */
export const dropMailsOfComment = (tx: Tx, topicId: TopicId, commentId: CommentId, now: number): Promise<void> =>
  drop(tx, and(eq(mails.topicId, topicId), eq(mails.commentId, commentId)), now);

async function drop(tx: Tx, which: SQL | undefined, now: number): Promise<void> {
  await tx
    .update(mails)
    .set({ expiresAt: now, nextAt: now })
    .where(and(which, isNull(mails.sentAt), gt(mails.expiresAt, now)));
}

/** Mails that wait, newest first, before `before`. */
export function waitingMails(read: Tx, now: number, before: number | null, limit: number): Promise<WaitingMail[]> {
  return read
    .select({
      id: mails.id,
      name: members.displayName,
      username: members.username,
      hasAddress: sql<boolean>`${mails.address} is not null`.mapWith(Boolean),
      subject: mails.subject,
      link: mails.link,
      createdAt: mails.createdAt,
      attempts: mails.attempts,
      error: mails.error,
      nextAt: sql<number | null>`case when ${mails.nextAt} < ${mails.expiresAt} then ${mails.nextAt} end`.mapWith(
        mails.nextAt,
      ),
    })
    .from(mails)
    .leftJoin(members, eq(members.id, mails.memberId))
    .where(and(isWaiting(now), before ? lt(mails.id, before) : undefined))
    .orderBy(desc(mails.id))
    .limit(limit);
}

/** How many mails wait, and how many of them failed. */
export async function mailState(read: Tx, now: number): Promise<MailState> {
  const [row] = await read
    .select({ waiting: count(), failing: count(mails.error) })
    .from(mails)
    .where(isWaiting(now));
  return row ?? { waiting: 0, failing: 0 };
}

const isWaiting = (now: number): SQL | undefined =>
  and(isNull(mails.sentAt), lt(mails.nextAt, NEVER), gt(mails.expiresAt, now));

/** Forgets mails from before `then` that were sent or came too late. */
export async function forgetMails(tx: Tx, then: number): Promise<void> {
  await tx.delete(mails).where(and(lt(mails.createdAt, then), or(isNotNull(mails.sentAt), eq(mails.nextAt, NEVER))));
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
  topicId: integer("topic_id").$type<TopicId>(),
  commentId: integer("comment_id").$type<CommentId>(),
});

/** The same for everybody a query names, in one statement however many they are. */
export async function queueMails(tx: Tx, query: SQLiteInsertSelectQueryBuilder<typeof newMails>): Promise<void> {
  await tx.insert(newMails).select(query);
}

/** Takes out all mails to these people. */
export async function forgetMailsTo(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(mails).where(inArray(mails.memberId, [...people]));
}
