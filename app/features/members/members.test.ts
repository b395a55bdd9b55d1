import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MemberId, TeamId } from "~db/ids.ts";
import { members, roles } from "~db/schema/members.ts";
import type { Store } from "~db/store.ts";
import { openTestStore, person, settle, stranger, type Town } from "../../../tests/support/town";
import {
  addMember,
  appoint,
  giveRoles,
  localeOf,
  memberNamed,
  rememberLocale,
  setRoles,
  staff,
} from "./members.server";
import { people } from "./people.server";
import { EVERYBODY, hueOf, normalName, whyNotDisplayName, whyNotName, whyNotUsername } from "./rules";
import { community, saveCommunity } from "./settings.server";
import { addTeam, changeTeam, teamsOf } from "./teams.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const NOBODY = 2_000_000_000 as MemberId;
const join = (username: string, displayName = username) => db.write((tx) => addMember(tx, { username, displayName }));
const rolesOf = async (id: MemberId) =>
  (await db.read.select({ role: roles.role }).from(roles).where(eq(roles.memberId, id))).map(({ role }) => role).sort();

describe("display names", () => {
  test.each([
    ...[
      "小明",
      "小明Leo",
      "Ann Lee",
      "O'Neil",
      "J. R. R. T.",
      "さくら",
      "김민준",
      "Анна",
      "Ελένη",
      "José",
      "שרה",
      "ليلى",
    ],
    ...["สมชาย", "Ann_2", "Anne-Marie", "李·明"],
  ])("welcome %s", (name) => {
    expect(whyNotDisplayName(normalName(name))).toBeNull();
  });

  test.each([
    ["an emoji", "Ann 🍿", "displayname.characters"],
    ["a flag", "Ann 🇨🇳", "displayname.characters"],
    ["a zero-width joiner", "An\u200dn", "displayname.characters"],
    ["a variation selector that nobody sees", "Ann\ufe0f", "displayname.characters"],
    ["a joiner of marks that nobody sees", "An\u034fn", "displayname.characters"],
    ["a soft hyphen", "An\u00adn", "displayname.characters"],
    ["a Cyrillic А among Latin", "Аnn", "displayname.characters"],
    ["a Greek ο among Latin", "Leο", "displayname.characters"],
    ["Cyrillic with Han", "小明А", "displayname.characters"],
    ["markup", "<b>Ann</b>", "displayname.characters"],
    ["a private character", "\ue000", "displayname.characters"],
    ["nothing", " \u2028\u0000 ", "displayname.empty"],
    ["nothing that is seen", "\u3164\uffa0\u200b\u200d", "displayname.empty"],
    ["41 letters", "x".repeat(41), "displayname.length"],
    ["17 Han characters", "明".repeat(17), "displayname.length"],
  ])("refuse %s", (_, name, why) => {
    expect(whyNotDisplayName(normalName(name))).toBe(why);
  });

  test("are kept in their plain form, on one line, without what nobody sees", () => {
    expect(["An\u200bn\u202e", "Ａｎｎ", "Ann\u2028\tLee ", "ﬁona", "Jose\u0301"].map(normalName)).toEqual([
      "Ann",
      "Ann",
      "Ann Lee",
      "fiona",
      "José",
    ]);
  });
});

describe("user names", () => {
  test.each(["ann", "a1", "42", "ann-lee_2", "x".repeat(30)])("welcome %s", (name) => {
    expect(whyNotUsername(name)).toBeNull();
  });

  test.each([
    "",
    "a",
    "Ann",
    "ann ",
    " ann",
    "-ann",
    "ann_",
    "a b",
    "安安",
    "añn",
    "ann@home",
    "аnn",
    "ann\n",
    "x".repeat(31),
  ])("refuse %j", (name) => {
    expect(whyNotUsername(name)).toBe("username.shape");
  });
});

describe("other names", () => {
  test("are anything on one line, up to sixty read characters", () => {
    expect(["R&D 🍿", "研发", "x".repeat(60)].map(whyNotName)).toEqual([null, null, null]);
    expect(["", "x".repeat(61), "研".repeat(25)].map(whyNotName)).toEqual(["name.empty", "name.length", "name.length"]);
    expect([1, 2, 9].map(hueOf)).toEqual([5, 2, 5]);
  });
});

describe("a new member", () => {
  test("is found by their name in any letter case", async () => {
    const id = await join("Dora", " Dora\u0000 ");
    expect(await memberNamed(db, "DORA")).toBe(id);
    await expect(memberNamed(db, "nobody")).rejects.toMatchObject({ code: "member.unknown" });
  });

  test("is refused with names that won't do, all at once, and stores nothing", async () => {
    const before = await db.read.$count(members);
    await expect(join("a b", "🍿")).rejects.toMatchObject({
      code: "form.invalid",
      fields: { username: "username.shape", displayName: "displayname.characters" },
    });
    expect(await db.read.$count(members)).toBe(before);
  });

  test("has a name for themselves: the first of two who ask at once gets it", async () => {
    const both = await Promise.allSettled([join("emil"), join("EMIL", "Another Emil")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(join("emil")).rejects.toMatchObject({ fields: { username: "username.taken" } });
  });
});

describe("somebody an import names", () => {
  test("is one person, however often and at once they are named, and no account", async () => {
    const named = () => stranger(db, "elsewhere", "user-7");
    const found = await Promise.all([named(), named(), named()]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await stranger(db, "another", "user-7")).isNew).toBe(true);
    expect((await people(db, EVERYBODY, null, 100)).map(({ displayName }) => displayName)).not.toContain("user-7");
  });
});

describe("roles", () => {
  test("are several at once, given once", async () => {
    const fay = await person(db, "fay");
    for (let n = 0; n < 2; n++) await db.write((tx) => giveRoles(tx, fay.id, ["staff", "moderator"], town.alma.id));
    expect(await rolesOf(fay.id)).toEqual(["moderator", "staff"]);
    await Promise.all([setRoles(db, fay.id, ["staff"], null), setRoles(db, fay.id, ["staff"], null)]);
    expect(await rolesOf(fay.id)).toEqual(["staff"]);
    expect((await staff(db)).map(({ displayName }) => displayName)).toEqual(["fay", "stella"]);
  });

  test("always leave an admin", async () => {
    const last = { code: "last.admin" };
    await expect(setRoles(db, town.alma.id, ["staff"], null)).rejects.toMatchObject(last);
    expect(await rolesOf(town.alma.id)).toEqual(["admin"]); // the refusal gave no role either
    await setRoles(db, town.ben.id, ["admin"], town.alma.id);
    await setRoles(db, town.alma.id, [], town.ben.id);
    await expect(setRoles(db, town.ben.id, [], null)).rejects.toMatchObject(last);
  });

  test("leave an admin also when the last two resign at once", async () => {
    for (let n = 0; n < 5; n++) {
      await setRoles(db, town.ben.id, ["admin"], null);
      await setRoles(db, town.alma.id, ["admin"], null);
      const both = await Promise.allSettled([town.alma, town.ben].map(({ id }) => setRoles(db, id, [], null)));
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
    expect(await db.read.$count(roles, eq(roles.role, "admin"))).toBe(1);
  });
});

describe("an appointment", () => {
  const load = async (id: MemberId) => {
    const [row] = await db.read.select().from(members).where(eq(members.id, id));
    return { title: row?.title, teamId: row?.teamId, roles: await rolesOf(id) };
  };

  test("gives roles, team and title together, and takes them again", async () => {
    const gus = await person(db, "gus");
    const teamId = await addTeam(db, "Power");
    await appoint(db, gus.id, { roles: ["staff"], teamId, title: " Ｌead\u0000 of Power " }, town.alma.id);
    expect(await load(gus.id)).toEqual({ title: "Lead of Power", teamId, roles: ["staff"] });
    await appoint(db, gus.id, { roles: [], teamId: null, title: "" }, town.alma.id);
    expect(await load(gus.id)).toEqual({ title: null, teamId: null, roles: [] });
  });

  test("is refused with too long a title, to nobody, into no team, and to the last admin; nothing changes", async () => {
    const hal = await person(db, "hal", ["moderator"]);
    const before = await load(hal.id);
    const post = { roles: ["staff"] as const, teamId: null, title: "" };
    const by = town.alma.id;
    await expect(appoint(db, hal.id, { ...post, title: "x".repeat(61) }, by)).rejects.toMatchObject({
      fields: { title: "name.length" },
    });
    await expect(appoint(db, NOBODY, post, by)).rejects.toMatchObject({ code: "member.unknown" });
    await expect(appoint(db, NOBODY, { ...post, roles: [] }, by)).rejects.toMatchObject({ code: "member.unknown" });
    await expect(appoint(db, hal.id, { ...post, teamId: NOBODY as number as TeamId }, by)).rejects.toMatchObject({
      fields: { team: "team.missing" },
    });
    expect(await load(hal.id)).toEqual(before);
    const [admin] = await db.read.select().from(roles).where(eq(roles.role, "admin"));
    const last = admin?.memberId ?? NOBODY;
    await expect(appoint(db, last, { ...post, title: "Nobody" }, by)).rejects.toMatchObject({ code: "last.admin" });
    expect(await load(last)).toMatchObject({ title: null, roles: ["admin"] });
  });
});

describe("teams", () => {
  test("have names of their own, also when two are made at once", async () => {
    const both = await Promise.allSettled([addTeam(db, "Light"), addTeam(db, " Ｌight ")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(addTeam(db, "Light")).rejects.toMatchObject({ fields: { name: "team.name.taken" } });
    await expect(addTeam(db, " \n ")).rejects.toMatchObject({ fields: { name: "name.empty" } });
    await expect(addTeam(db, "x".repeat(61))).rejects.toMatchObject({ fields: { name: "name.length" } });
    expect((await teamsOf(db)).map(({ name }) => name)).toEqual(["Light", "Power"]);
  });
});

describe("settings", () => {
  test("of the community are remembered, and fresh as soon as they change", async () => {
    expect(await community(db)).toMatchObject({ isSetUp: false, locale: "zh-CN" });
    await db.write((tx) => saveCommunity(tx, { name: "橙光社区", locale: "en" }));
    expect(await community(db)).toMatchObject({ isSetUp: false, name: "橙光社区", locale: "en" });
    expect(community(db)).toBe(community(db)); // the same answer, asked once
    const refused = db.write(async (tx) => {
      await saveCommunity(tx, { name: "Never" });
      throw new Error("taken back");
    });
    await expect(refused).rejects.toThrow("taken back");
    expect((await community(db)).name).toBe("橙光社区");
  });

  test("of a member: the language they chose, null until then", async () => {
    expect(await localeOf(db.read, town.cleo.id)).toBeNull();
    for (const locale of ["en", "zh-CN", "zh-CN"] as const) await rememberLocale(db, town.cleo.id, locale);
    expect(await localeOf(db.read, town.cleo.id)).toBe("zh-CN");
  });
});

describe("a team's lead", () => {
  test("is an employee, of that team or another, and no lead any more when that ends", async () => {
    const id = await addTeam(db, "Radio");
    const lead = async () => (await teamsOf(db)).find((team) => team.id === id);
    const refused = changeTeam(db, id, { name: "Radio", leadId: town.ann.id });
    await expect(refused).rejects.toMatchObject({ fields: { lead: "lead.not.staff" } });
    for (const _ of ["once", "twice"]) await changeTeam(db, id, { name: " Radio ", leadId: town.stella.id });
    expect(await lead()).toMatchObject({ name: "Radio", leadId: town.stella.id, lead: "stella" });
    await setRoles(db, town.stella.id, ["moderator"], null);
    expect(await lead()).toMatchObject({ leadId: null, lead: null });
    await setRoles(db, town.stella.id, ["staff"], null);
    const taken = changeTeam(db, id, { name: "Light", leadId: null });
    await expect(taken).rejects.toMatchObject({ fields: { name: "team.name.taken" } });
    await expect(changeTeam(db, 999 as TeamId, { name: "X", leadId: null })).rejects.toMatchObject({
      code: "not.found",
    });
  });
});
