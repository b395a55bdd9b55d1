import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { refuseStaleLink, setUp, setUpLink } from "~/features/admin/set-up.server";
import { setRoles } from "~/features/members/members.server";
import { whyNotDisplayName, whyNotUsername } from "~/features/members/rules";
import { community } from "~/features/members/settings.server";
import { clock } from "~/platform/clock";
import type { Store } from "~db/store.ts";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { checkPassword, register } from "./identity.server";
import { ownPath, whyNotPassword } from "./rules";
import { endSession, sessionMember, startSession } from "./sessions.server";

const ORIGIN = "http://localhost:3000";
const MINUTE = 60_000;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

describe("names", () => {
  test.each(["小明", "小明Leo", "Ann Lee", "O'Neil", "さくら", "Анна", "José"])("welcome %s", (name) => {
    expect(whyNotDisplayName(name)).toBeNull();
  });

  test.each([
    ["an emoji", "Ann 🍿"],
    ["a right-to-left trick", "Ann\u202eeel"],
    ["an invisible character", "An\u200bn"],
    ["Cyrillic among Latin", "Аnn"],
    ["nothing", ""],
  ])("refuse %s", (_, name) => {
    expect(whyNotDisplayName(name)).not.toBeNull();
  });

  test("of accounts are plain", () => {
    expect(["ann", "a1", "ann-lee_2"].map(whyNotUsername)).toEqual([null, null, null]);
    expect(["a", "Ann", "ann ", "-ann", "安"].map(whyNotUsername)).toEqual(Array(5).fill("username.shape"));
  });
});

describe("passwords", () => {
  test("are refused when short, long or common", () => {
    expect(whyNotPassword("a quiet sentence", "ann")).toBeNull();
    expect(whyNotPassword("seven77", "ann")).toBe("password.short");
    expect(whyNotPassword("x".repeat(129), "ann")).toBe("password.long");
    expect(whyNotPassword("Password123", "ann")).toBe("password.common");
    expect(whyNotPassword("aaaaaaaaaa", "ann")).toBe("password.common");
  });

  test("open the account, and rest after ten wrong tries for a quarter of an hour", async () => {
    const id = await register(db, { username: "dora", displayName: "Dora", password: "a quiet sentence" });
    expect(await checkPassword(db, " Dora ", "a quiet sentence")).toBe(id);
    await expect(checkPassword(db, "nobody", "a quiet sentence")).rejects.toMatchObject({ code: "wrong.password" });
    for (let n = 0; n < 10; n++)
      await expect(checkPassword(db, "dora", "wrong")).rejects.toMatchObject({ code: "wrong.password" });
    await expect(checkPassword(db, "dora", "a quiet sentence")).rejects.toMatchObject({ code: "too.many.tries" });
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 16 * MINUTE);
    expect(await checkPassword(db, "dora", "a quiet sentence")).toBe(id);
  });
});

describe("registering", () => {
  test("gives a name to the first of two who ask at once", async () => {
    const wanted = { username: "emil", displayName: "Emil", password: "a quiet sentence" };
    const asked = await Promise.allSettled([register(db, wanted), register(db, { ...wanted, username: "EMIL" })]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(register(db, wanted)).rejects.toMatchObject({ fields: { username: "username.taken" } });
  });
});

describe("sessions", () => {
  test("bring the member back, and end", async () => {
    const cookie = await startSession(db, ORIGIN, town.stella.id);
    expect(cookie).toContain("HttpOnly");
    const cookies = cookie.split(";")[0] ?? "";
    expect((await sessionMember(db, ORIGIN, cookies))?.member).toMatchObject({ username: "stella", roles: ["staff"] });
    expect(await sessionMember(db, "https://ideas.example", cookies)).toBeNull();
    await endSession(db, ORIGIN, cookies);
    expect(await sessionMember(db, ORIGIN, cookies)).toBeNull();
  });

  test("carry the safe cookie name on https", async () => {
    expect(await startSession(db, "https://ideas.example", town.ann.id)).toMatch(/^__Host-canyu=.*Secure/);
  });
});

describe("redirects", () => {
  test("go to own paths only", () => {
    expect(ownPath("/ideas/4?x=1#c")).toBe("/ideas/4?x=1#c");
    for (const path of ["//evil.example", "/\\evil.example", "https://evil.example", "/\tevil", "", null])
      expect(ownPath(path)).toBe("/");
  });
});

describe("roles", () => {
  test("always leave an admin", async () => {
    await expect(setRoles(db, town.alma.id, ["staff"], null)).rejects.toMatchObject({ code: "last.admin" });
    await setRoles(db, town.ben.id, ["admin"], town.alma.id);
    await setRoles(db, town.alma.id, [], town.ben.id);
    await expect(setRoles(db, town.ben.id, [], null)).rejects.toMatchObject({ code: "last.admin" });
  });
});

describe("the set-up link", () => {
  const wanted = {
    name: "橙光社区",
    locale: "zh-CN",
    timeZone: "Asia/Shanghai",
    displayName: "林小满",
    password: "a quiet sentence",
    isStaff: true,
    board: "手机",
  } as const;

  test("is replaced by a newer one, refuses what won't do, and works once", async () => {
    const tokenOf = (link: string | null): string => link?.split("/").at(-1) ?? "";
    const old = tokenOf(await setUpLink(db, ORIGIN));
    const token = tokenOf(await setUpLink(db, ORIGIN));
    await expect(refuseStaleLink(db, old)).rejects.toMatchObject({ code: "setup.link.used" });
    await expect(setUp(db, token, { ...wanted, username: "lin", timeZone: "Mars/Base" })).rejects.toMatchObject({
      fields: { timeZone: "timezone.unknown" },
    });
    const both = await Promise.allSettled(["lin", "lim"].map((username) => setUp(db, token, { ...wanted, username })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await community(db)).toMatchObject({ isSetUp: true, name: "橙光社区" });
    expect(await setUpLink(db, ORIGIN)).toBeNull();
    await expect(refuseStaleLink(db, token)).rejects.toMatchObject({ code: "setup.done" });
  });
});
