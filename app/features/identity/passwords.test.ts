import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { register } from "~/features/joining/joining.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { waitingMails } from "~db/mails.ts";
import { addresses, oneTimeLinks, passwords } from "~db/schema/identity.ts";
import { mails } from "~db/schema/mails.ts";
import type { Store } from "~db/store.ts";
import { lasted } from "../../../tests/support/lasted";
import { COMMUNITY, memberOf, newNetwork, openTestStore, person } from "../../../tests/support/town";
import type { Home } from "./letters.server";
import { seeLink } from "./links.server";
import { askReset, changePassword, checkPassword, hasPassword, resetPassword } from "./passwords.server";
import {
  endOtherSessions,
  endSessionCalled,
  sessionKey,
  sessionMember,
  sessionsOf,
  startSession,
} from "./sessions.server";

const ORIGIN = "http://localhost:3000";
const OLD = "a quiet sentence";
const NEW = "a louder sentence";
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";
const home: Home = {
  origin: ORIGIN,
  community: COMMUNITY,
};
let db: Store;
let people = 0;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

async function somebody(): Promise<Member> {
  const username = `reader${++people}`;
  return memberOf(
    await register(
      db,
      { username, displayName: username, password: OLD },
      { code: null, note: "", network: newNetwork() },
    ),
    username,
  );
}
async function begin(me: Member, userAgent = ""): Promise<{ cookies: string; key: string }> {
  const cookies = (await startSession(db, ORIGIN, me.id, userAgent)).split(";")[0] ?? "";
  return { cookies, key: sessionKey(db, ORIGIN, cookies) ?? "" };
}
const isIn = async ({ cookies }: { cookies: string }) => (await sessionMember(db, ORIGIN, cookies)) !== null;
const signIn = (me: Member, password: string) => checkPassword(db, me.username, password, newNetwork());
const reset = (who: string, network = newNetwork()) => askReset(db, home, who, network);
const later = (ms: number) => vi.spyOn(clock, "now").mockReturnValue(Date.now() + ms);
const mailsOf = (me: Member) => db.read.select().from(mails).where(eq(mails.memberId, me.id)).orderBy(mails.id);
const tokenFor = async (me: Member) => (await mailsOf(me)).at(-1)?.link?.split("/").at(-1) ?? "";

describe("changing a password", () => {
  test("takes the present one, ends every other session and every reset link", async () => {
    const me = await somebody();
    const [here, there] = [await begin(me), await begin(me)];
    await reset(me.username);
    const token = await tokenFor(me);
    await changePassword(db, me, { current: OLD, wanted: NEW, here: here.key });
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await signIn(me, NEW)).toBe(me.id);
    await expect(signIn(me, OLD)).rejects.toMatchObject({ code: "wrong.password" });
    await expect(resetPassword(db, token, "yet another one")).rejects.toMatchObject({ code: "link.replaced" });
  });

  test("is refused with a wrong present one, ten times and then for a while, and with a poor new one", async () => {
    const me = await somebody();
    const wish = (current: string, wanted: string) => changePassword(db, me, { current, wanted, here: null });
    await expect(wish(OLD, "short")).rejects.toMatchObject({ fields: { newPassword: "password.short" } });
    for (let n = 0; n < 10; n++)
      await expect(wish("wrong", NEW)).rejects.toMatchObject({ fields: { password: "password.not.current" } });
    await expect(wish(OLD, NEW)).rejects.toMatchObject({ code: "too.many.tries" });
    const [row] = await db.read.select().from(passwords).where(eq(passwords.memberId, me.id));
    expect(row?.changedAt).toBeLessThanOrEqual(Date.now());
    const linkOnly = await person(db, "linkonly"); // came by a link and never had one
    expect(await hasPassword(db, linkOnly.id)).toBe(false);
    await changePassword(db, linkOnly, { current: "", wanted: NEW, here: null });
    expect(await signIn(linkOnly, NEW)).toBe(linkOnly.id);
  });
});

describe("a forgotten password", () => {
  test("is replaced by a link, which works once, ends every session and is handed out when there is no address", async () => {
    const me = await somebody();
    const there = await begin(me);
    await reset(` ${me.username.toUpperCase()} `);
    const [waiting] = await waitingMails(db.read, Date.now(), null, 1);
    expect(waiting).toMatchObject({ username: me.username, hasAddress: false, subject: "A new password · Orange" });
    const token = await tokenFor(me);
    await expect(resetPassword(db, token, "short")).rejects.toMatchObject({ fields: { password: "password.short" } });
    await expect(resetPassword(db, token, me.username)).rejects.toMatchObject({ code: "form.invalid" });
    expect(await isIn(there)).toBe(true);
    expect(await resetPassword(db, token, NEW)).toMatchObject({ memberId: me.id });
    expect([await isIn(there), await signIn(me, NEW)]).toEqual([false, me.id]);
    await expect(resetPassword(db, token, OLD)).rejects.toMatchObject({ code: "link.used" });
    await expect(resetPassword(db, "made-up", NEW)).rejects.toMatchObject({ code: "link.unknown" });
    expect(await waitingMails(db.read, Date.now(), null, 1)).toEqual([]); // done: nobody need hand it out
  });

  test("sets one of two passwords that come at once", async () => {
    const me = await somebody();
    await reset(me.username);
    const token = await tokenFor(me);
    const all = await Promise.allSettled([NEW, OLD].map((password) => resetPassword(db, token, password)));
    expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is asked for by the mail address, too, once that is confirmed", async () => {
    const me = await somebody();
    const address = `${me.username}@example.com`;
    const row = { memberId: me.id, address, key: address, createdAt: 1 };
    await db.write((tx) => tx.insert(addresses).values(row));
    await reset(address);
    expect(await mailsOf(me)).toEqual([]);
    await db.write((tx) => tx.update(addresses).set({ confirmedAt: 1 }).where(eq(addresses.key, address)));
    await reset(address.toUpperCase());
    const [mail] = await mailsOf(me);
    expect(mail).toMatchObject({ address, link: expect.stringMatching(/^http:\/\/localhost:3000\/link\//) });
    expect(mail?.text).toContain(mail?.link);
  });

  test("is answered for somebody and for nobody in the same time", async () => {
    for (const who of [(await somebody()).username, "stranger", "stranger@nowhere.example"])
      expect(await lasted(reset(who))).toBeGreaterThan(190); // whatever there is to do is done by then
  });

  test("is answered the same for nobody: there is no link, and no mail", async () => {
    const [links, sent] = [await db.read.$count(oneTimeLinks), await db.read.$count(mails)];
    await Promise.all(["stranger", "stranger@nowhere.example"].map((who) => reset(who)));
    expect([await db.read.$count(oneTimeLinks), await db.read.$count(mails)]).toEqual([links, sent]);
    await expect(reset("not a name")).rejects.toMatchObject({ fields: { who: "address.or.name" } });
  });

  test("is asked for three times an hour, wherever from, known or not", async () => {
    for (const who of [(await somebody()).username, "asks-often"]) {
      await Promise.all([1, 2, 3].map(() => reset(who)));
      await expect(reset(who)).rejects.toMatchObject({ code: "too.many.asks", retryAfter: expect.any(Number) });
    }
  });

  test("keeps a link of the last five minutes, whoever asks again, and writes nothing anew", async () => {
    const me = await somebody();
    const links = await db.read.$count(oneTimeLinks);
    for (let n = 0; n < 2; n++) await reset(me.username);
    expect(await mailsOf(me)).toHaveLength(1);
    expect(await db.read.$count(oneTimeLinks)).toBe(links + 1);
    later(299_000);
    await reset(me.username);
    expect(await resetPassword(db, await tokenFor(me), NEW)).toMatchObject({ memberId: me.id });
  });

  test("is written anew once a clock that was a day ahead is right again", async () => {
    const me = await somebody();
    later(86_400_000);
    await reset(me.username);
    later(0);
    await reset(me.username);
    expect(await mailsOf(me)).toHaveLength(2);
    expect(await seeLink(db, await tokenFor(me))).toMatchObject({ whyNot: null });
  });

  test("goes by the newest link only, which works for an hour", async () => {
    const me = await somebody();
    await reset(me.username);
    const old = await tokenFor(me);
    later(301_000);
    await reset(me.username);
    expect(await seeLink(db, old)).toMatchObject({ whyNot: "link.replaced" });
    const token = await tokenFor(me);
    later(301_000 + 3_600_000);
    await expect(resetPassword(db, token, NEW)).rejects.toMatchObject({ code: "link.late" });
  });
});

describe("where somebody is signed in", () => {
  test("is listed with the device in two words, last used to the hour, and which one is here", async () => {
    const me = await somebody();
    const here = await begin(me, FIREFOX);
    const there = await begin(me);
    const listed = await sessionsOf(db, ORIGIN, me.id, here.cookies);
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual(expect.objectContaining({ key: there.key, device: "", isThis: false }));
    expect(listed).toContainEqual(expect.objectContaining({ key: here.key, device: "Firefox Windows", isThis: true }));
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 3 * 3_600_000);
    await isIn(here);
    const [first] = await sessionsOf(db, ORIGIN, me.id, here.cookies);
    expect(first).toMatchObject({ key: here.key, seenAt: clock.now() - (clock.now() % 3_600_000) });
  });

  test("ends one by one, or all but here; nobody ends another's", async () => {
    const [me, other] = [await somebody(), await somebody()];
    const [here, second, third, foreign] = [await begin(me), await begin(me), await begin(me), await begin(other)];
    for (const key of [second.key, second.key, foreign.key, ""]) await endSessionCalled(db, me.id, key);
    expect(await Promise.all([here, second, third, foreign].map(isIn))).toEqual([true, false, true, true]);
    await endOtherSessions(db, me.id, here.key);
    expect(await Promise.all([here, third, foreign].map(isIn))).toEqual([true, false, true]);
    expect(await isIn({ cookies: `canyu=${here.key}` })).toBe(false); // the key opens nothing
  });
});
