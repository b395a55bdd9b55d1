import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { people } from "~/features/members/people.server";
import { EVERYBODY } from "~/features/members/rules";
import { community } from "~/features/members/settings.server";
import { teamsOf } from "~/features/members/teams.server";
import { boards } from "~/features/topics/topics.server";
import type { MemberId } from "~db/ids.ts";
import { admissions } from "~db/schema/joining.ts";
import { members } from "~db/schema/members.ts";
import type { Store } from "~db/store.ts";
import { openTestStore, person, settle, type Town } from "../../../tests/support/town";
import { changeCommunity } from "./admin.server";
import { takeBoardForm, takeCommunityForm, takePersonForm, takeTeamForm } from "./admin-form.server";
import { proposedSignUp, refuseStaleLink, type SetUp, setUp, setUpLink } from "./set-up.server";

const ORIGIN = "http://localhost:3000";
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const wanted: SetUp = {
  name: "橙光社区",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  signUp: "approval",
  username: "lin",
  displayName: "林小满",
  password: "a quiet sentence",
  isStaff: true,
  board: "手机",
};

describe("the set-up link", () => {
  const newLink = async (): Promise<string> => (await setUpLink(db, ORIGIN))?.split("/").at(-1) ?? "";
  const rowsNow = async () => [await db.read.$count(members), (await boards(db)).length];

  test("is fresh until a newer one replaces it; one that was never made is not", async () => {
    const link = await setUpLink(db, ORIGIN);
    expect(link).toMatch(/^http:\/\/localhost:3000\/set-up\/[\w-]{32}$/);
    const old = link?.split("/").at(-1) ?? "";
    await refuseStaleLink(db, old);
    await refuseStaleLink(db, old); // looking does not use it up
    await newLink();
    for (const token of [old, "", "made-up"])
      await expect(refuseStaleLink(db, token)).rejects.toMatchObject({ code: "setup.link.used" });
    await expect(setUp(db, old, wanted)).rejects.toMatchObject({ code: "setup.link.used" });
  });

  test.each<[Partial<SetUp>, Record<string, string>]>([
    [{ name: " " }, { name: "name.empty" }],
    [{ timeZone: "Mars/Base" }, { timeZone: "timezone.unknown" }],
    [{ board: "x".repeat(61) }, { board: "name.length" }],
    [{ password: "12345678" }, { password: "password.common" }],
    [{ username: "l" }, { username: "username.shape" }],
    [{ username: "ann" }, { username: "username.taken" }],
    [{ displayName: "🍿" }, { displayName: "displayname.characters" }],
    [
      { name: "", username: "ann", password: "short" },
      { name: "name.empty", username: "username.taken", password: "password.short" },
    ],
  ])("refuses %j and is not used up by that", async (more, fields) => {
    const token = await newLink();
    const before = await rowsNow();
    await expect(setUp(db, token, { ...wanted, ...more })).rejects.toMatchObject({ code: "form.invalid", fields });
    expect(await rowsNow()).toEqual(before);
    expect((await community(db)).isSetUp).toBe(false);
    await refuseStaleLink(db, token);
  });

  test("makes one community, though several programs made a link each and all are used twice at once", async () => {
    const before = await boards(db);
    const tokens = await Promise.all(Array.from({ length: 4 }, newLink));
    const all = await Promise.allSettled(
      [...tokens, ...tokens].map((token, n) =>
        setUp(db, token, { ...wanted, username: `lin${n}`, board: before[0]?.name ?? "" }),
      ),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "setup.link.used" });
    expect(await community(db)).toMatchObject({
      isSetUp: true,
      name: "橙光社区",
      locale: "zh-CN",
      timeZone: "Asia/Shanghai",
      signUp: "approval",
    });
    const [first] = await people(db, EVERYBODY, null, 1);
    const [admission] = await db.read
      .select()
      .from(admissions)
      .where(eq(admissions.memberId, first?.id ?? (0 as MemberId)));
    expect(admission).toMatchObject({ way: "host", verdict: "admitted" });
    expect(first?.roles.toSorted()).toEqual(["admin", "staff"]);
    expect(await setUpLink(db, ORIGIN)).toBeNull();
    expect(await boards(db)).toEqual(before); // an import may have made the board already
    for (const token of tokens) {
      await expect(refuseStaleLink(db, token)).rejects.toMatchObject({ code: "setup.done" });
      await expect(setUp(db, token, { ...wanted, username: "late" })).rejects.toMatchObject({
        code: "setup.done",
      });
    }
  });
});

describe("who may join", () => {
  test("is proposed as everybody where mail goes out, else as whom an admin lets in", () => {
    expect(proposedSignUp(false)).toBe("approval");
    expect(proposedSignUp(true)).toBe("open");
  });
});

describe("changing the community", () => {
  test("is seen at once, and refused with names and time zones that are none", async () => {
    const good = { name: " Ｏrange ", locale: "en", timeZone: "Europe/Berlin", signUp: "invitation" } as const;
    for (let n = 0; n < 2; n++) await changeCommunity(db, good);
    const now = { isSetUp: true, name: "Orange", locale: "en", timeZone: "Europe/Berlin", signUp: "invitation" };
    expect(await community(db)).toMatchObject(now);
    await expect(changeCommunity(db, { ...good, name: "", timeZone: "" })).rejects.toMatchObject({
      fields: { name: "name.empty", timeZone: "timezone.unknown" },
    });
    await expect(changeCommunity(db, { ...good, name: "x".repeat(61) })).rejects.toMatchObject({
      fields: { name: "name.length" },
    });
    expect(await community(db)).toMatchObject(now);
  });
});

describe("the forms of the administration", () => {
  const form = (fields: Record<string, string>): Request =>
    new Request(`${ORIGIN}/admin`, { method: "POST", body: new URLSearchParams(fields) });
  const find = async (username: string) =>
    (await people(db, EVERYBODY, null, 100)).find((one) => one.username === username);

  test("change the community", async () => {
    await takeCommunityForm(db, form({ name: "Green", locale: "zh-CN", timeZone: "UTC", signUp: "open" }));
    expect(await community(db)).toMatchObject({ name: "Green", locale: "zh-CN", timeZone: "UTC" });
  });

  test("open a board and change its words", async () => {
    await takeBoardForm(db, form({ id: "", name: "Sound", slug: "", description: "Loud and quiet" }));
    const sound = (await boards(db)).find(({ slug }) => slug === "sound");
    expect(sound).toMatchObject({ description: "Loud and quiet" });
    await expect(takeBoardForm(db, form({ name: "Sound" }))).rejects.toMatchObject({
      fields: { slug: "board.name.taken" },
    });
    await takeBoardForm(db, form({ id: String(sound?.id), name: "Sounds", description: "" }));
    expect(await boards(db)).toContainEqual(expect.objectContaining({ slug: "sound", name: "Sounds" }));
  });

  test("open a team and rename it", async () => {
    await takeTeamForm(db, form({ id: "", name: "Light" }));
    const [light] = await teamsOf(db);
    await takeTeamForm(db, form({ id: String(light?.id), name: "Power" }));
    expect(await teamsOf(db)).toMatchObject([{ name: "Power" }]);
  });

  test("appoint a person, and take it back", async () => {
    const [power] = await teamsOf(db);
    const id = String(town.ben.id);
    const post = (fields: Record<string, string>) => takePersonForm(db, town.alma, form({ id, ...fields }));
    await post({ staff: "on", moderator: "on", team: String(power?.id), title: "Lead" });
    const ben = await find("ben");
    expect(ben).toMatchObject({ title: "Lead", teamId: power?.id });
    expect(ben?.roles.toSorted()).toEqual(["moderator", "staff"]);
    await post({ team: "", title: "" });
    expect(await find("ben")).toMatchObject({ title: null, teamId: null, roles: [] });
  });

  test("give a person another name, and leave the rest", async () => {
    const rude = await person(db, "rude", ["staff"]);
    const id = String(rude.id);
    for (let n = 0; n < 2; n++) await takePersonForm(db, town.alma, form({ id, displayName: " Ｒudy " }));
    expect(await find("rude")).toMatchObject({ displayName: "Rudy", roles: ["staff"] });
    const refused = { fields: { displayName: "displayname.characters" } };
    await expect(takePersonForm(db, town.alma, form({ id, displayName: "🍿" }))).rejects.toMatchObject(refused);
    await expect(takePersonForm(db, town.alma, form({ id: "2000000000", displayName: "Rudy" }))).rejects.toMatchObject({
      code: "not.found",
    });
    await expect(takePersonForm(db, town.alma, form({ id, displayName: "Rudy", admin: "on" }))).rejects.toMatchObject({
      code: "form.unknown.field",
    });
    expect(await find("rude")).toMatchObject({ displayName: "Rudy", roles: ["staff"] });
  });

  test("refuse what they don't know", async () => {
    const unknown = { code: "form.unknown.field" };
    await expect(takeTeamForm(db, form({ name: "Light", slug: "x" }))).rejects.toMatchObject(unknown);
    await expect(takeBoardForm(db, form({ id: "1", name: "Light", slug: "x" }))).rejects.toMatchObject(unknown);
    await expect(
      takeCommunityForm(db, form({ name: "Red", isSetUp: "on", locale: "en", signUp: "open" })),
    ).rejects.toMatchObject(unknown);
    await expect(
      takeCommunityForm(db, form({ name: "Red", locale: "fr", timeZone: "UTC", signUp: "bribe" })),
    ).rejects.toMatchObject({
      fields: { locale: "choice.missing", signUp: "choice.missing" },
    });
    for (const id of ["0", "x", "2000000000", "99999999999", ""])
      await expect(takePersonForm(db, town.alma, form({ id, staff: "on" }))).rejects.toMatchObject({
        code: id === "2000000000" ? "member.unknown" : "not.found",
      });
    expect((await community(db)).name).toBe("Green");
  });
});
