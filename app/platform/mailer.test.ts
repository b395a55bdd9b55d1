import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { dropMails, type MailRow, queueMail, waitingMails } from "~db/mails.ts";
import { mails } from "~db/schema/mails.ts";
import type { Store } from "~db/store.ts";
import { type MailServer, readable, startMailServer } from "../../tests/support/mail-server";
import { openTestStore, settle, type Town } from "../../tests/support/town";
import { forgetOldMails, openMailer, sendMails } from "./mailer.server";

const NOW = Date.UTC(2026, 10, 25, 12);
const MINUTE = 60_000;
const LINK = "https://ideas.example/link/abc";
let db: Store;
let town: Town;
let server: MailServer;
let folder: string;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
beforeEach(async () => {
  server = await startMailServer();
  folder = mkdtempSync(join(tmpdir(), "canyu-mails-"));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
  await db.write((tx) => tx.delete(mails));
});

const served = () =>
  openMailer({ smtp: { url: server.url, from: "Canyu <canyu@example.com>" }, dataFolder: folder }, 400);
const unserved = () => openMailer({ smtp: null, dataFolder: folder });
const queue = (more: Partial<MailRow> = {}) =>
  db.write((tx) =>
    queueMail(tx, {
      memberId: town.ann.id,
      address: "ann@example.com",
      kind: "reset",
      subject: "重设密码 · 橙光社区",
      text: `请打开：\n\n${LINK}\n`,
      link: LINK,
      createdAt: NOW,
      expiresAt: NOW + 60 * MINUTE,
      ...more,
    }),
  );
const rows = () => db.read.select().from(mails).orderBy(mails.id);
const files = () => (existsSync(join(folder, "mails")) ? readdirSync(join(folder, "mails")) : []);

describe("a mail", () => {
  test("is sent once, though two programs look at the same time, and keeps no words afterwards", async () => {
    await queue();
    await Promise.all([sendMails(db, NOW, served()), sendMails(db, NOW, served())]);
    expect(server.mails).toHaveLength(1);
    const [sent = ""] = server.mails;
    expect(sent).toMatch(/^From: Canyu <canyu@example.com>$/m);
    expect(sent).toMatch(/^To: ann@example.com$/m);
    expect(sent).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(readable(sent)).toContain(LINK);
    expect(readable(sent)).toContain("请打开");
    expect(await rows()).toMatchObject([{ text: "", link: null, error: null, attempts: 1 }]);
    await sendMails(db, NOW + 60 * MINUTE, served());
    expect(server.mails).toHaveLength(1);
  });

  test("that the server refuses is tried again later and later, and says why meanwhile", async () => {
    server.mood = "refuses";
    await queue();
    await sendMails(db, NOW, served());
    expect(await waitingMails(db.read, NOW, null, 10)).toMatchObject([
      { name: "ann", attempts: 1, error: expect.stringContaining("nobody here by that name"), link: LINK },
    ]);
    await sendMails(db, NOW + MINUTE - 1, served());
    expect(await rows()).toMatchObject([{ attempts: 1, nextAt: NOW + MINUTE }]);
    await sendMails(db, NOW + MINUTE, served());
    expect(await rows()).toMatchObject([{ attempts: 2, nextAt: NOW + 3 * MINUTE }]);
    server.mood = "takes";
    await sendMails(db, NOW + 3 * MINUTE, served());
    expect(server.mails).toHaveLength(1);
    expect(await waitingMails(db.read, NOW, null, 10)).toEqual([]);
  });

  test("that the server refuses says when it is tried again, unless that would be too late", async () => {
    server.mood = "refuses";
    await queue({ expiresAt: NOW + 3 * MINUTE });
    await sendMails(db, NOW, served());
    expect(await waitingMails(db.read, NOW, null, 10)).toMatchObject([{ nextAt: NOW + MINUTE }]);
    await sendMails(db, NOW + MINUTE, served());
    expect(await waitingMails(db.read, NOW + MINUTE, null, 10)).toMatchObject([{ nextAt: null, link: LINK }]);
  });

  test("for a server that hangs, or is not there, waits with the reason", async () => {
    server.mood = "hangs";
    await queue();
    await sendMails(db, NOW, served());
    const [hung] = await rows();
    expect(hung).toMatchObject({ attempts: 1, sentAt: null, error: expect.stringMatching(/./) });
    const mailer = served();
    await server.stop();
    await sendMails(db, NOW + MINUTE, mailer);
    const [refused] = await rows();
    expect(refused).toMatchObject({ attempts: 2, error: expect.stringContaining("ECONNREFUSED") });
    server = await startMailServer();
  });

  test("whose program died while it sent is sent by the next, when its time has come again", async () => {
    await queue();
    const dying = { ...served(), send: () => new Promise<never>(() => {}) };
    void sendMails(db, NOW, dying);
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ attempts: 1, sentAt: null, link: LINK }]));
    await sendMails(db, NOW + MINUTE - 1, served()); // it may yet be sending
    expect(server.mails).toHaveLength(0);
    await sendMails(db, NOW + MINUTE, served());
    expect(server.mails).toHaveLength(1);
    expect(await waitingMails(db.read, NOW + MINUTE, null, 10)).toEqual([]);
  });

  test("put off before the clock was set back goes out at once, and what was dropped then does not", async () => {
    const ahead = NOW + 365 * 1_440 * MINUTE;
    await queue({ createdAt: ahead, expiresAt: ahead + 60 * MINUTE });
    await queue({ createdAt: ahead, expiresAt: ahead + 60 * MINUTE, memberId: town.ben.id });
    await db.write((tx) => dropMails(tx, town.ben.id, "reset", ahead + MINUTE));
    for (let n = 0; n < 2; n++) await sendMails(db, NOW, served());
    expect(server.mails).toHaveLength(1);
  });

  test("there is no room for is laid down a minute later", async () => {
    await queue();
    writeFileSync(join(folder, "mails"), "in the way");
    await expect(sendMails(db, NOW, unserved())).rejects.toThrow("EEXIST");
    expect(await rows()).toMatchObject([{ nextAt: NOW + MINUTE, error: expect.stringContaining("EEXIST") }]);
    rmSync(join(folder, "mails"));
    await sendMails(db, NOW + MINUTE, unserved());
    expect(files()).toHaveLength(1);
  });

  test("with a code that lives ten minutes does not wait behind thousands that live for days", async () => {
    const answer = { kind: "answer", createdAt: NOW - MINUTE, expiresAt: NOW + 3 * 1_440 * MINUTE };
    const many = Array.from({ length: 2_000 }, () => ({
      ...{ ...answer, address: "ann@example.com", subject: "An answer", text: "In March.", nextAt: answer.createdAt },
    }));
    await db.write(async (tx) => {
      for (let n = 0; n < many.length; n += 1_000) await tx.insert(mails).values(many.slice(n, n + 1_000));
    });
    await queue({ kind: "code", expiresAt: NOW + 10 * MINUTE });
    await sendMails(db, NOW, served());
    expect(server.mails.map(readable).filter((mail) => mail.includes(LINK))).toHaveLength(1);
  });

  test("that comes too late is dropped, and loses its words", async () => {
    await queue({ expiresAt: NOW + MINUTE });
    await sendMails(db, NOW + MINUTE, served());
    expect(server.mails).toEqual([]);
    expect(await rows()).toMatchObject([{ text: "", link: null, sentAt: null }]);
    expect(await waitingMails(db.read, NOW, null, 10)).toEqual([]);
    await sendMails(db, NOW + 2 * MINUTE, served());
    await forgetOldMails(db, NOW + 29 * 86_400_000);
    expect(await rows()).toHaveLength(1);
    await forgetOldMails(db, NOW + 31 * 86_400_000);
    expect(await rows()).toEqual([]);
  });

  test("without a server lies in the data folder, for its owner's eyes only, until it is sent or too late", async () => {
    await queue();
    await queue({ address: null, kind: "code", expiresAt: NOW + MINUTE });
    for (let n = 0; n < 2; n++) await sendMails(db, NOW, unserved());
    expect(files()).toHaveLength(2);
    for (const name of files()) expect(statSync(join(folder, "mails", name)).mode & 0o777).toBe(0o600);
    const [first] = await rows();
    const eml = readFileSync(join(folder, "mails", `${first?.id}.eml`), "utf8").replaceAll("\r\n", "\n");
    expect(eml).toMatch(/^To: ann@example.com$/m);
    expect(readable(eml)).toContain(LINK);
    await sendMails(db, NOW + 2 * MINUTE, unserved());
    expect(files()).toHaveLength(1);
    await sendMails(db, NOW + 61 * MINUTE - 2 * MINUTE, served()); // a server came; it looks within the hour
    expect(server.mails).toHaveLength(0);
    await db.write((tx) => tx.update(mails).set({ nextAt: NOW }).where(eq(mails.kind, "reset")));
    await sendMails(db, NOW + 59 * MINUTE, served());
    expect([server.mails.length, files()]).toEqual([1, []]);
  });

  test("without an address waits for an admin, server or not; what was asked for anew is dropped", async () => {
    await queue({ address: null });
    await sendMails(db, NOW, served());
    expect(await waitingMails(db.read, NOW, null, 10)).toMatchObject([{ hasAddress: false, attempts: 0, link: LINK }]);
    await db.write((tx) => dropMails(tx, town.ben.id, "reset", NOW + 1));
    expect(await waitingMails(db.read, NOW + 1, null, 10)).toHaveLength(1);
    await db.write((tx) => dropMails(tx, town.ann.id, "reset", NOW + 1));
    expect(await waitingMails(db.read, NOW + 1, null, 10)).toEqual([]);
    await sendMails(db, NOW + 1, served());
    expect(await rows()).toMatchObject([{ text: "", link: null }]);
  });

  test("can't carry another header in its words", async () => {
    await queue({ subject: "Hi\r\nBcc: eve@example.com", address: "ann@example.com\r\nBcc: eve@example.com" });
    await sendMails(db, NOW, served());
    for (const mail of server.mails) expect(mail).not.toMatch(/^Bcc/im);
  });
});
