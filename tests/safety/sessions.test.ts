import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "~/features/identity/accounts.server";
import { savePassword } from "~/features/identity/passwords.store.server";
import { saveCommunity } from "~/features/members/settings.server";
import type { Store } from "~db/store.ts";
import { type Caller, callerOf } from "../support/caller";
import { newFolder, removeFolders } from "../support/folders";
import { type OpenDoor, openFrontDoor } from "../support/front-door";
import { COMMUNITY, idea, openTestStore, settle, type Town } from "../support/town";

const PASSWORD = "a quiet sentence";
let db: Store;
let town: Town;
let door: OpenDoor;
let call: Caller;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => saveCommunity(tx, COMMUNITY));
  const hash = await hashPassword({ username: "ann", password: PASSWORD });
  await db.write((tx) => savePassword(tx, town.ann.id, hash, 1));
  door = await openFrontDoor(db, newFolder());
  call = callerOf(db, door);
});
afterAll(async () => {
  await door.close();
  await db.close();
  removeFolders();
});

const sessionIn = (answer: Response): string => answer.headers.getSetCookie().find((one) => /^canyu=/.test(one)) ?? "";
const idOf = (cookie: string): string => cookie.split(";")[0] ?? "";

async function signIn(headers: Record<string, string> = {}): Promise<string> {
  return sessionIn(await call("/sign-in", { form: { username: "ann", password: PASSWORD }, headers }));
}

const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await call("/me", { headers: { Cookie: cookie } })).status === 200;

describe("a session", () => {
  test("has a cookie that no script reads and no other site sends", async () => {
    const attributes = (await signIn()).split("; ").slice(1);
    expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Path=/"]));
    expect(attributes.some((one) => one.startsWith("Domain"))).toBe(false);
  });

  test("is a new one at each sign-in, whatever the browser brought, and what it brought is over", async () => {
    const given = "canyu=chosenbyathief0000000000000000000000000";
    const first = idOf(await signIn({ Cookie: given }));
    expect(first).not.toBe(given);
    expect(await isSignedIn(given)).toBe(false);
    const second = idOf(await signIn({ Cookie: first }));
    expect(second).not.toBe(first);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, true]);
  });

  test("is dead once somebody signed out, also for who copied it", async () => {
    const cookie = idOf(await signIn());
    await call("/sign-out", { form: "", headers: { Cookie: cookie } });
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("ends everywhere else with a new password", async () => {
    const [stolen, own] = [idOf(await signIn()), idOf(await signIn())];
    const form = { act: "password", username: "ann", password: PASSWORD, newPassword: PASSWORD };
    expect((await call("/me/account", { form, headers: { Cookie: own } })).status).toBe(302);
    expect([await isSignedIn(stolen), await isSignedIn(own)]).toEqual([false, true]);
  });

  test("can't be ended by somebody else who knows its key", async () => {
    const cookie = idOf(await signIn());
    const page = await (await call("/me/account", { headers: { Cookie: cookie } })).text();
    const key = /name="key" value="([\w-]{43})"/.exec(page)?.[1] ?? (await ownKey(cookie));
    await call("/me/account", { as: town.ben, form: { act: "end-session", key } });
    expect(await isSignedIn(cookie)).toBe(true);
  });

  async function ownKey(cookie: string): Promise<string> {
    const { sessionKey } = await import("~/features/identity/sessions.server");
    return sessionKey(db, door.origin, cookie) ?? "";
  }
});

describe("whoever asks after a name", () => {
  /** What an answer says, without what was typed. */
  const said = async (answer: Response, typed: string): Promise<unknown> => ({
    status: answer.status,
    location: answer.headers.get("Location"),
    body: (await answer.text()).replaceAll(typed, "NAME").replace(/\d{13}/g, "TIME"),
    cookies: answer.headers.getSetCookie().map((one) => one.replace(/=[^;]*/, "")),
  });

  test("hears the same of one that is there and one that isn't", async () => {
    const ask = async (path: string, form: Record<string, string>, typed: string) =>
      said(await call(`${path}.data`, { form, headers: { Accept: "*/*" } }), typed);
    for (const [path, field, rest] of [
      ["/sign-in", "username", { password: "not the right one" }],
      ["/forgotten", "who", {}],
    ] as const) {
      const known = await ask(path, { [field]: "ann", ...rest }, "ann");
      expect(await ask(path, { [field]: "zoe", ...rest }, "zoe")).toEqual(known);
    }
  });
});

describe("a member's page", () => {
  // Whatever looks like a file to a cache on the way.
  const DISGUISES = [
    "/x.css",
    "/.css",
    ".css",
    "%2f.css",
    "/%2e%2e/x.js",
    ";x.png",
    "%00.css",
    "?x.css",
    "/x.webp",
    "%3f.css",
    "#.css",
  ];

  test("is kept by nobody, however its address is written", { timeout: 60_000 }, async () => {
    const id = await idea(db, town.ann, town.board);
    for (const path of ["/", "/me", "/me/settings", "/inbox", `/ideas/${id}`, "/threads", "/search?q=x", "/people/1"])
      for (const disguise of ["", ...DISGUISES, ".data"]) {
        const answer = await call(path === "/" ? `/${disguise}` : path + disguise, { as: town.ann });
        const body = await answer.text();
        if (/"ann"|>ann</.test(body) || answer.status === 200)
          expect({ path, disguise, kept: answer.headers.get("Cache-Control") }).toEqual({
            ...{ path, disguise },
            kept: expect.stringMatching(/^private, no-store$/),
          });
      }
  });

  test("gives no cookie with what may be kept", async () => {
    for (const path of ["/icon.svg", "/robots.txt", "/look/nonsense.css", "/words/old/en/site.json"]) {
      const answer = await call(path, { as: town.ann });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});
