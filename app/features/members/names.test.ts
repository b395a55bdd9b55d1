import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refuseFields } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import type { Store } from "~db/store.ts";
import { memberOf, openTestStore, person, settle, stranger, type Town } from "../../../tests/support/town";
import { fillSkeletons } from "./clock.server";
import { addMember, namesTaken, namesTakenSince, setRoles, whyNotNewcomer } from "./members.server";
import { skeletonOf, whyNotOwnName } from "./names";
import { changeProfile } from "./profile.server";
import { saveCommunity } from "./settings.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => saveCommunity(tx, { name: "橙光社区" }));
});
afterAll(() => db.close());

const nobody = { community: "橙光社区", holders: [] };
const loadName = async (id: MemberId) => {
  const [row] = await db.read.select().from(members).where(eq(members.id, id));
  return { displayName: row?.displayName, skeleton: row?.skeleton };
};

describe("two names look the same", () => {
  test.each([
    ["Stella", "stel1a"],
    ["Stella", "S T E L L A"],
    ["Stella", "ste_lla."],
    ["Stella", "STEIIA"],
    ["José", "Jose"],
    ["Ｍax", "max"],
    ["Marnie", "Mamie"],
    ["Vivvy", "viwy"],
    ["Bob", "b0b"],
    ["Анна", "Ahha"],
    ["Οmega", "omega"],
    ["未来", "末来"],
    ["自己", "自已"],
    ["巳时", "己时"],
    ["战士", "战土"],
    ["曰记", "日记"],
    ["口红", "囗红"],
    ["入口", "人口"],
    ["八口", "人口"],
    ["ニ妹", "二妹"],
    ["カ量", "力量"],
    ["エ程师", "工程师"],
    ["小·明", "小 明"],
    ["admin", "ɑdmin"],
    ["admin", "ᴀᴅᴍɪɴ"],
    ["Alma", "Aㅣma"],
    ["Alma", "A丨ma"],
  ])("%s and %s", (one, other) => {
    expect(skeletonOf(one)).toBe(skeletonOf(other));
  });

  test.each([
    ["小明", "小朋"],
    ["Ann", "Anne"],
    ["李雷", "李蕾"],
    ["สม", "สา"],
    ["かき", "がぎ"],
    ["...", "---"],
  ])("but not %s and %s", (one, other) => {
    expect(skeletonOf(one)).not.toBe(skeletonOf(other));
  });
});

describe("a name that stands for those who run the place", () => {
  test.each([
    ...["admin", "Admin", "ADM1N", "admin2024", "a d m i n", "root", "Staff", "moderat0r", "official", "Canyu"],
    ...["canyu 参与", "system", "support", "help", "官方", "官方小助手", "管理员", "管理員", "超级管理员", "版主"],
    ...["客服", "小橙客服", "官 方", "系统", "系統", "橙光社区", "橙光 社区"],
    ...["ɑdmin", "ᴀdmin", "Alma Admin", "Admin Team", "Canyu Official", "alma_admin2", "管理组长", "社区管理组"],
  ])("%s is not for anybody", (name) => {
    expect(whyNotOwnName(name, nobody)).toBe("name.reserved");
  });

  test.each([
    "Adam",
    "Rooty",
    "helper",
    "系统之家的猫",
    "方官",
    "橙光",
    "小明",
    "Stafford",
    "Administrative Bob",
    "Teamwork",
    "Tim Support",
    "Officially Ann",
    "Badminton fan",
    "3",
    "管理学爱好者",
  ])("%s is", (name) => {
    expect(whyNotOwnName(name, nobody)).toBeNull();
  });
});

describe("a name with a number behind a holder's", () => {
  const holders = [{ id: 1 as MemberId, username: "alma", skeleton: skeletonOf("Alma") }];
  test.each(["Alma2", "alma 02", "alma_7", "Aㅣma", "A丨ma", "A1ma99"])("%s is taken for theirs", (name) => {
    expect(whyNotOwnName(name, { ...nobody, holders })).toBe("name.lookalike");
  });

  test.each(["Almanac", "2Alma", "Alma Lee", "Salma2"])("%s is not", (name) => {
    expect(whyNotOwnName(name, { ...nobody, holders })).toBeNull();
  });
});

describe("a newcomer", () => {
  const come = (username: string, displayName = username) =>
    db.write(async (tx) => refuseFields(await whyNotNewcomer(tx, { username, displayName }, await namesTaken(tx))));

  test("is not taken for somebody with a role, by user name or display name", async () => {
    const lookalike = "name.lookalike";
    await expect(come("stel1a", "Somebody")).rejects.toMatchObject({ fields: { username: lookalike } });
    await expect(come("somebody", "Stella")).rejects.toMatchObject({ fields: { displayName: lookalike } });
    await expect(come("a1ma", "A L M A")).rejects.toMatchObject({
      fields: { username: lookalike, displayName: lookalike },
    });
    await expect(come("admin", "官方")).rejects.toMatchObject({
      code: "form.invalid",
      fields: { username: "name.reserved", displayName: "name.reserved" },
    });
    await come("benny", "Ben"); // has no role: two members may be called the same
    await expect(come("stella", "Somebody")).rejects.toMatchObject({ fields: { username: "username.taken" } });
  });

  test("is compared once more, with whoever got a role or another name meanwhile, and with nobody else", async () => {
    const before = await namesTaken(db.read);
    expect((await namesTakenSince(db.read, before)).holders).toEqual([]);
    const [rosa, theo] = [await person(db, "rosa"), await person(db, "theo", ["staff"])];
    const since = await namesTaken(db.read);
    await setRoles(db, rosa.id, ["moderator"], null);
    await changeProfile(db, theo, { displayName: "Magnus", about: "" });
    const now = await namesTakenSince(db.read, since);
    expect(now.holders.map(({ id }) => id).sort()).toEqual([rosa.id, theo.id].sort());
    const wanted = { username: "r0sa", displayName: "Magnus 7" };
    expect(await whyNotNewcomer(db.read, wanted, since)).toEqual({ username: null, displayName: null });
    expect(await whyNotNewcomer(db.read, wanted, now)).toEqual({
      username: "name.lookalike",
      displayName: "name.lookalike",
    });
  });

  test("may be called what the host says", async () => {
    const id = await db.write((tx) => addMember(tx, { username: "official", displayName: "官方" }));
    expect(await loadName(id)).toEqual({ displayName: "官方", skeleton: skeletonOf("官方") });
  });
});

describe("another display name", () => {
  test("is taken at once, twice too, and the former stands nowhere", async () => {
    for (let n = 0; n < 2; n++) await changeProfile(db, town.ann, { displayName: " Ａnn  Lee ", about: "" });
    expect(await loadName(town.ann.id)).toEqual({ displayName: "Ann Lee", skeleton: "annlee" });
  });

  test("is refused when it won't do, borrows somebody's, or whoever asks may not write", async () => {
    const before = await loadName(town.ben.id);
    const refused = (displayName: string) => ({ code: "form.invalid", fields: { displayName } });
    await expect(changeProfile(db, town.ben, { displayName: "🍿", about: "" })).rejects.toMatchObject(
      refused("displayname.characters"),
    );
    await expect(changeProfile(db, town.ben, { displayName: "Max", about: "" })).rejects.toMatchObject(
      refused("name.lookalike"),
    );
    await expect(changeProfile(db, town.ben, { displayName: "客服小橙", about: "" })).rejects.toMatchObject(
      refused("name.reserved"),
    );
    await expect(
      changeProfile(db, { ...town.ben, standing: "waiting" }, { displayName: "Benny", about: "" }),
    ).rejects.toMatchObject({
      code: "account.waiting",
    });
    await expect(
      changeProfile(db, { ...town.ben, mutedUntil: Date.now() + 60_000 }, { displayName: "Benny", about: "" }),
    ).rejects.toMatchObject({
      code: "suspended",
    });
    expect(await loadName(town.ben.id)).toEqual(before);
  });

  test("may look like one's own, also with a role; an admin may take any", async () => {
    await changeProfile(db, town.max, { displayName: "M A X", about: "" });
    await changeProfile(db, town.alma, { displayName: "官方", about: "" });
    expect((await loadName(town.alma.id)).displayName).toBe("官方");
    await changeProfile(db, town.alma, { displayName: "alma", about: "" });
  });

  test("is free again when its holder has no role any more", async () => {
    const rose = await person(db, "rose", ["moderator"]);
    const fan = await person(db, "fan");
    await expect(changeProfile(db, fan, { displayName: "R0se", about: "" })).rejects.toMatchObject({
      fields: { displayName: "name.lookalike" },
    });
    await setRoles(db, rose.id, [], null);
    await changeProfile(db, memberOf(fan.id, "fan"), { displayName: "R0se", about: "" });
  });
});

describe("names from before", () => {
  test("get their skeletons, once, and nobody's is overwritten", async () => {
    await db.write((tx) => tx.update(members).set({ skeleton: "" }));
    await db.write((tx) => tx.update(members).set({ skeleton: "kept" }).where(eq(members.id, town.cleo.id)));
    const { id } = await stranger(db, "elsewhere", "未来");
    await Promise.all([fillSkeletons(db), fillSkeletons(db)]);
    expect(await loadName(town.stella.id)).toMatchObject({ skeleton: skeletonOf("stella") });
    expect([await loadName(town.cleo.id), await loadName(id)]).toMatchObject([
      { skeleton: "kept" },
      { skeleton: "末来" },
    ]);
    expect(await db.read.$count(members, eq(members.skeleton, ""))).toBe(0);
    await fillSkeletons(db);
  });
});
