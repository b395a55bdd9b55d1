import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { register } from "~/features/joining/joining.server";
import { setRoles, wantMail } from "~/features/members/members.server";
import type { MemberId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { passwords, sessions } from "~db/schema/identity.ts";
import { members } from "~db/schema/members.ts";
import type { Store } from "~db/store.ts";
import { newNetwork, openTestStore, settle, type Town } from "../../../tests/support/town";
import type { Registration } from "./accounts.server";
import { endOldSessions } from "./clock.server";
import { checkPassword } from "./passwords.server";
import { ownPath, whyNotPassword } from "./rules";
import { endSession, sessionMember, startSession } from "./sessions.server";

const ORIGIN = "http://localhost:3000";
const DAY = 86_400_000;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("a password", () => {
  test.each([
    ["a quiet sentence", null],
    ["пароль-из-слов", null],
    ["一二三四五六七八", null],
    ["🍿🍿🍿🍿🍿🍿🍿a", null],
    ["x1".repeat(64), null],
    ["seven77", "password.short"],
    ["🍿🍿🍿🍿🍿🍿🍿", "password.short"],
    ["", "password.short"],
    ["x1".repeat(64).concat("x"), "password.long"],
    ["Password123", "password.common"],
    ["QWERTYUIOP", "password.common"],
    ["5201314520", "password.common"],
    ["aaaaaaaaaa", "password.common"],
    ["Ann-Lee-1", "password.common"],
  ])("of %j is %s", (password, why) => {
    expect(whyNotPassword(password, "ann-lee-1")).toBe(why);
  });
});

const wish = (more: Partial<Registration>): Registration => ({
  username: "dora",
  displayName: "Dora",
  password: "a quiet sentence",
  ...more,
});

const come = (wanted: Registration) => register(db, wanted, { code: null, note: "", network: newNetwork() });

describe("registering", () => {
  test("says at once of every field what won't do", async () => {
    const poor = { username: "ann", displayName: "🍿", password: "short" };
    const entry = { code: null, note: "x".repeat(301), network: newNetwork() };
    await expect(register(db, poor, entry)).rejects.toMatchObject({
      code: "form.invalid",
      fields: {
        username: "username.taken",
        displayName: "displayname.characters",
        password: "password.short",
        note: "note.long",
      },
    });
  });

  test("opens an account and keeps no password, only its argon2id hash", async () => {
    const id = await come(wish({ displayName: " Ｄora " }));
    const [stored] = await db.read.select().from(passwords).where(eq(passwords.memberId, id));
    expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [fact] = await db.read.select().from(facts).where(eq(facts.by, id));
    expect(fact).toMatchObject({ kind: "member.joined", details: { placeholder: false } });
  });

  test("gives a name to the first of two who ask at once, and to nobody after", async () => {
    const asked = await Promise.allSettled(
      ["emil", "EMIL"].map((username) => come(wish({ username, displayName: "Emil" }))),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(come(wish({ username: "emil" }))).rejects.toMatchObject({
      fields: { username: "username.taken" },
    });
    expect(await db.read.$count(members, eq(members.username, "emil"))).toBe(1);
  });

  test.each<[Partial<Registration>, Record<string, string>]>([
    [{ username: "e" }, { username: "username.shape" }],
    [{ displayName: "E\u00ad" }, { displayName: "displayname.characters" }],
    [{ displayName: " " }, { displayName: "displayname.empty" }],
    [{ password: "short" }, { password: "password.short" }],
    [{ username: "fritz-99", password: "fritz-99" }, { password: "password.common" }],
  ])("is refused with %j, and stores nothing", async (more, fields) => {
    const before = [await db.read.$count(members), await db.read.$count(passwords)];
    await expect(come(wish({ username: "fritz", ...more }))).rejects.toMatchObject({
      code: "form.invalid",
      fields,
    });
    expect([await db.read.$count(members), await db.read.$count(passwords)]).toEqual(before);
  });
});

describe("signing in", () => {
  test("takes the right password, with the name in any letter case and space around it", async () => {
    const id = await checkPassword(db, " Dora ", "a quiet sentence", newNetwork());
    const [dora] = await db.read.select().from(members).where(eq(members.id, id));
    expect(dora?.username).toBe("dora");
  });

  test("says the same of a wrong password, an unknown name and an endless one", async () => {
    const wrong = { code: "wrong.password", fields: {} };
    await expect(checkPassword(db, "dora", "A quiet sentence", newNetwork())).rejects.toMatchObject(wrong);
    await expect(checkPassword(db, "nobody", "a quiet sentence", newNetwork())).rejects.toMatchObject(wrong);
    await expect(checkPassword(db, "emil", "x".repeat(1_000_000), newNetwork())).rejects.toMatchObject(wrong);
    await expect(checkPassword(db, "ann", "", newNetwork())).rejects.toMatchObject(wrong); // a person without a password
  });

  test("keeps no tries of what can't be a user name, however long and strange", async () => {
    for (const name of ["", "\u0000", "x".repeat(100_000)])
      for (let n = 0; n < 12; n++)
        await expect(checkPassword(db, name, "x", newNetwork())).rejects.toMatchObject({ code: "wrong.password" });
  });

  test("rests after ten wrong tries, though they come at once, and for the right one, too", async () => {
    await checkPassword(db, "dora", "a quiet sentence", newNetwork()); // the wrong try of before is forgotten
    const tries = Array.from({ length: 14 }, () => checkPassword(db, "dora", "wrong", newNetwork()));
    const codes = (await Promise.allSettled(tries)).map((one) => one.status === "rejected" && one.reason.code);
    expect(codes.filter((code) => code === "wrong.password")).toHaveLength(10);
    expect(codes.filter((code) => code === "too.many.tries")).toHaveLength(4);
    const refused = await checkPassword(db, "DORA", "a quiet sentence", newNetwork()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "too.many.tries", retryAfter: expect.any(Number) });
    await checkPassword(db, "emil", "a quiet sentence", newNetwork());
  });

  test("rests for a network after thirty wrong tries in a minute, however many names it tries", async () => {
    const network = newNetwork();
    for (let n = 0; n < 40; n++) await checkPassword(db, "emil", "a quiet sentence", network); // right ones don't count
    for (let n = 0; n < 30; n++)
      await expect(checkPassword(db, `stranger${n}`, "wrong", network)).rejects.toMatchObject({
        code: "wrong.password",
      });
    await expect(checkPassword(db, "emil", "a quiet sentence", network)).rejects.toMatchObject({ code: "too.fast" });
    await checkPassword(db, "emil", "a quiet sentence", newNetwork());
  });
});

describe("a session", () => {
  const begin = async (id: MemberId, origin = ORIGIN) => {
    const cookie = await startSession(db, origin, id);
    const cookies = cookie.split(";")[0] ?? "";
    const idHash = createHash("sha256")
      .update(cookies.split("=")[1] ?? "")
      .digest("base64url");
    return { cookie, cookies, idHash };
  };
  const rowsOf = (idHash: string) => db.read.select().from(sessions).where(eq(sessions.idHash, idHash));
  const expire = (idHash: string, expiresAt: number) =>
    db.write((tx) => tx.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, idHash)));
  const who = async (cookies: string, origin = ORIGIN) => (await sessionMember(db, origin, cookies))?.member.username;

  test("brings the member back as they are now, with roles, team and weight", async () => {
    const { cookie, cookies } = await begin(town.stella.id);
    expect(cookie).toMatch(/^canyu=[^;]+; HttpOnly; Max-Age=2592000; Path=\/; SameSite=Lax$/);
    expect(await sessionMember(db, ORIGIN, `other=1; ${cookies}`)).toMatchObject({
      cookie: null,
      member: { username: "stella", roles: ["staff"], team: null, weight: 1000, isGuest: false, level: 1 },
    });
    await setRoles(db, town.stella.id, ["staff", "moderator"], null);
    const back = await sessionMember(db, ORIGIN, cookies);
    expect(back?.member.roles.toSorted()).toEqual(["moderator", "staff"]);
  });

  test("brings what they want of mail, said once or twice", async () => {
    const { cookies } = await begin(town.ann.id);
    const wants = async () => (await sessionMember(db, ORIGIN, cookies))?.wantsMail;
    expect(await wants()).toBe(true);
    for (const isWanted of [false, false, true]) {
      await wantMail(db, town.ann.id, isWanted);
      expect(await wants()).toBe(isWanted);
    }
  });

  test("stands in the database as a hash only, and another one each time", async () => {
    const [first, second] = [await begin(town.ann.id), await begin(town.ann.id)];
    expect(first.cookies).not.toBe(second.cookies);
    expect(await rowsOf(first.idHash)).toMatchObject([{ memberId: town.ann.id }]);
    const stored = JSON.stringify(await db.read.select().from(sessions));
    for (const { cookies } of [first, second]) expect(stored).not.toContain(cookies.split("=")[1]);
    expect(await who(`canyu=${first.idHash}`)).toBeUndefined(); // a stolen hash opens nothing
  });

  test("ends when asked, twice too, and no other with it", async () => {
    const [one, other] = [await begin(town.ben.id), await begin(town.ben.id)];
    for (let n = 0; n < 2; n++) expect(await endSession(db, ORIGIN, one.cookies)).toMatch(/^canyu=; .*Max-Age=0/);
    expect([await who(one.cookies), await who(other.cookies)]).toEqual([undefined, "ben"]);
    expect(await rowsOf(one.idHash)).toEqual([]);
    expect(await endSession(db, ORIGIN, "")).toMatch(/^canyu=;/);
  });

  test("is prolonged once half its life is over, and keeps its cookie", async () => {
    const { cookies, idHash } = await begin(town.cleo.id);
    await expire(idHash, Date.now() + 16 * DAY);
    expect((await sessionMember(db, ORIGIN, cookies))?.cookie).toBeNull();
    await expire(idHash, Date.now() + 14 * DAY);
    const both = await Promise.all([1, 2].map(() => sessionMember(db, ORIGIN, cookies)));
    for (const back of both) if (back?.cookie) expect(back.cookie).toContain(`${cookies};`);
    expect(both.some((back) => back?.cookie)).toBe(true);
    const [row] = await rowsOf(idHash);
    expect(row?.expiresAt).toBeGreaterThan(Date.now() + 29 * DAY);
    expect(await who(cookies)).toBe("cleo");
  });

  test("that has run out opens nothing, and the clock takes it away", async () => {
    const [used, live] = [await begin(town.max.id), await begin(town.max.id)];
    await expire(used.idHash, Date.now() - 1);
    expect(await who(used.cookies)).toBeUndefined();
    await Promise.all([endOldSessions(db, Date.now()), endOldSessions(db, Date.now())]);
    expect([await rowsOf(used.idHash), await who(live.cookies)]).toEqual([[], "max"]);
  });

  test("that began while the clock was a year ahead lives no longer than others", async () => {
    const { cookies, idHash } = await begin(town.max.id);
    await expire(idHash, Date.now() + 395 * DAY);
    await endOldSessions(db, Date.now());
    const [row] = await rowsOf(idHash);
    expect(row?.expiresAt).toBeLessThanOrEqual(Date.now() + 30 * DAY);
    expect(await who(cookies)).toBe("max");
  });

  test("carries the safe cookie name on https, and neither opens the other", async () => {
    const secure = "https://ideas.example";
    const { cookie, cookies } = await begin(town.ann.id, secure);
    expect(cookie).toMatch(/^__Host-canyu=.*Secure/);
    expect([await who(cookies, secure), await who(cookies)]).toEqual(["ann", undefined]);
    const plain = await begin(town.ann.id);
    expect(await who(plain.cookies, secure)).toBeUndefined();
    for (const nothing of ["", "canyu=", "canyu=\u0000", `canyu=${"x".repeat(5_000)}`])
      expect(await who(nothing)).toBeUndefined();
  });
});

describe("redirects", () => {
  test("go to own paths only", () => {
    expect(ownPath("/ideas/4?x=1#c")).toBe("/ideas/4?x=1#c");
    expect(new Headers({ Location: ownPath("/?tag=电池") }).get("Location")).toBe("/?tag=%E7%94%B5%E6%B1%A0");
    const dotted = ["/.//evil.example", "/..//evil.example", "/x/..//evil.example", "/%2e//evil.example"];
    const foreign = [
      ...dotted,
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "/\tevil",
      "/a\\b",
      "/a b",
      "a",
    ];
    for (const path of [...foreign, "", null, undefined]) expect(ownPath(path)).toBe("/");
  });
});
