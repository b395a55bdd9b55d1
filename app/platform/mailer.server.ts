import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  claimMail,
  emptyMails,
  forgetMails,
  type MailRow,
  mailsDue,
  mailsTooLate,
  noteFailed,
  noteSent,
} from "~db/mails.ts";
import type { Store } from "~db/store.ts";
import { clock } from "./clock";
import type { Config, SmtpServer } from "./config.server";

/** What is sent. */
export type Letter = Pick<MailRow, "address" | "subject" | "text">;

/** How a mail server answered; `said` in its own words, which admins see. */
export interface Outcome {
  isSent: boolean;
  said: string;
}

/** The way mails take: to a mail server, or without one into the data folder, where they wait. */
export interface Mailer {
  /** Whether there is a mail server. */
  isConfigured: boolean;
  /** Gives one mail to the server. Never throws. */
  send(letter: Letter): Promise<Outcome>;
  /** Lays a mail down as a file, for an admin to pass on. */
  keep(id: number, letter: Letter): Promise<void>;
  /** Takes that file away. */
  discard(ids: readonly number[]): void;
}

const SERVER_MS = 10_000;
// So many connections a mail server of any size allows.
const AT_ONCE = 5;
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;
const LOOK_AGAIN_MS = 3_600_000;
const LONGEST_ERROR = 300;
const REMEMBERED_MS = 30 * 86_400_000;

/** `mostMs`: how long a mail server may take in all. */
export function openMailer({ smtp, dataFolder }: Pick<Config, "smtp" | "dataFolder">, mostMs = SERVER_MS): Mailer {
  const folder = join(dataFolder, "mails");
  const fileOf = (id: number): string => join(folder, `${id}.eml`);
  return {
    isConfigured: smtp !== null,
    send: (letter) => (smtp ? sendBy(smtp, letter, mostMs) : Promise.resolve({ isSent: false, said: "" })),
    async keep(id, letter) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(fileOf(id), await fileText(letter), { mode: 0o600 });
    },
    discard: (ids) => {
      for (const id of ids) rmSync(fileOf(id), { force: true });
    },
  };
}

/** Sends what is due, or lays it down without a server. What came too late loses its words. */
export async function sendMails(db: Store, now: number, mailer: Mailer): Promise<void> {
  const late = await mailsTooLate(db.read, now, AT_ONCE);
  if (late.length) await db.write((tx) => emptyMails(tx, late));
  mailer.discard(late);
  const due = await mailsDue(db.read, now, mailer.isConfigured ? "addressed" : "all", AT_ONCE);
  await Promise.all(due.map((mail) => (mailer.isConfigured ? sendOne : keepOne)(db, mailer, mail, now)));
}

/** Forgets mails that were sent or came too late a month ago. */
export async function forgetOldMails(db: Store, now: number): Promise<void> {
  await db.write((tx) => forgetMails(tx, now - REMEMBERED_MS));
}

// Claimed first, until after the server's time is up: two processes never send the same mail, and one that dies while
// it sends leaves it to be tried again.
async function sendOne(db: Store, mailer: Mailer, mail: MailRow, now: number): Promise<void> {
  const attempts = mail.attempts + 1;
  const delay = Math.min(FIRST_RETRY_MS * 2 ** mail.attempts, LAST_RETRY_MS);
  const isMine = await db.write((tx) => claimMail(tx, { id: mail.id, attempts, nextAt: now + delay }, now));
  if (!isMine) return;
  const { isSent, said } = await mailer.send(mail);
  await db.write((tx) => (isSent ? noteSent(tx, mail.id, clock.now()) : noteFailed(tx, mail.id, said)));
  if (isSent) mailer.discard([mail.id]); // it may have waited before there was a server
}

async function keepOne(db: Store, mailer: Mailer, mail: MailRow, now: number): Promise<void> {
  const claim = { id: mail.id, attempts: mail.attempts, nextAt: now + LOOK_AGAIN_MS };
  const isMine = await db.write((tx) => claimMail(tx, claim, now));
  if (!isMine) return;
  try {
    await mailer.keep(mail.id, mail);
  } catch (error) {
    await db.write((tx) => noteFailed(tx, mail.id, String(error), now + FIRST_RETRY_MS)); // a full disk, say
    throw error;
  }
}

// Loaded with the first mail: a start needs none.
const mailLibrary = async () => (await import("nodemailer")).default;

// Mails are plain text and never fetch or read anything, whatever they say.
const CLOSED = { disableFileAccess: true, disableUrlAccess: true };

async function sendBy({ url, from }: SmtpServer, { address, subject, text }: Letter, mostMs: number): Promise<Outcome> {
  const times = { connectionTimeout: mostMs, greetingTimeout: mostMs, socketTimeout: mostMs };
  const { createTransport } = await mailLibrary();
  const transport = createTransport({ url, ...times, ...CLOSED });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${mostMs / 1_000} seconds`)), mostMs);
  try {
    const mail = { from, to: { name: "", address: address ?? "" }, subject, text, headers: AUTOMATIC };
    const { response } = await Promise.race([transport.sendMail(mail), late.promise]);
    return { isSent: true, said: response };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { isSent: false, said: said.slice(0, LONGEST_ERROR) };
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

// RFC 3834: no out-of-office note comes back.
const AUTOMATIC = { "Auto-Submitted": "auto-generated" };

async function fileText({ address, subject, text }: Letter): Promise<Buffer> {
  const { createTransport } = await mailLibrary();
  const composer = createTransport({ streamTransport: true, buffer: true, ...CLOSED });
  const { message } = await composer.sendMail({ ...(address && { to: address }), subject, text, headers: AUTOMATIC });
  return Buffer.isBuffer(message) ? message : Buffer.alloc(0);
}
