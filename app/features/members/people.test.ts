import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MemberId } from "~db/ids.ts";
import { sanctions } from "~db/schema/convention.ts";
import { admissions } from "~db/schema/joining.ts";
import type { Store } from "~db/store.ts";
import { crowd, openTestStore, person, settle, type Town } from "../../../tests/support/town";
import { addMember, giveRoles } from "./members.server";
import { people } from "./people.server";
import { EVERYBODY, type PeopleFilter } from "./rules";

const DAY = 86_400_000;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await crowd(db, 7, "late");
});
afterAll(() => db.close());

const found = async (filter: Partial<PeopleFilter>): Promise<string[]> =>
  (await people(db, { ...EVERYBODY, ...filter }, null, 100)).map(({ username }) => username).sort();
const called = (username: string, displayName: string): Promise<MemberId> =>
  db.write((tx) => addMember(tx, { username, displayName }));

describe("the list of people", () => {
  test("shows who came last first, page by page, with their roles", async () => {
    const whole = await people(db, EVERYBODY, null, 100);
    const read = [];
    for (let page = await people(db, EVERYBODY, null, 3); page.length; ) {
      read.push(...page);
      page = await people(db, EVERYBODY, page.at(-1)?.id ?? null, 3);
    }
    expect(read).toEqual(whole);
    expect(whole.find(({ username }) => username === "stella")?.roles).toEqual(["staff"]);
  });

  test("is searched by a part of either name, however it is written", async () => {
    await called("barney", "Barney Ｌee");
    await called("xiaoman", "林小满");
    for (const name of ["bar", " BARN ", "arney l", "LEE", "eylee"]) expect(await found({ name })).toEqual(["barney"]);
    for (const name of ["小满", "林", "xiaom"]) expect(await found({ name })).toEqual(["xiaoman"]);
    expect(await found({ name: "nobody at all" })).toEqual([]);
    expect(await found({ name: "100%\\" })).toEqual([]);
  });

  test("is narrowed by role and by standing, and pages on within that", async () => {
    expect(await found({ role: "moderator" })).toEqual(["max"]);
    const asks = { way: "approval", askedAt: 1 } as const;
    const [waits, declined, trusted] = [
      await person(db, "waits"),
      await person(db, "declined"),
      await person(db, "given"),
    ];
    await db.write(async (tx) => {
      await tx.insert(admissions).values([
        { ...asks, memberId: waits.id },
        { ...asks, memberId: declined.id, verdict: "declined", decidedAt: 2 },
        { ...asks, memberId: trusted.id },
      ]);
      await giveRoles(tx, trusted.id, ["staff"], null);
      const now = Date.now();
      const muted = { kind: "muted", reason: "…", by: town.max.id } as const;
      await tx.insert(sanctions).values([
        { ...muted, memberId: town.ben.id, from: now - DAY, until: now + DAY },
        { ...muted, memberId: town.cleo.id, from: now - 2 * DAY, until: now - DAY },
      ]);
    });
    expect(await found({ standing: "waiting" })).toEqual(["waits"]);
    expect(await found({ standing: "declined" })).toEqual(["declined"]);
    expect(await found({ standing: "suspended" })).toEqual(["ben"]);
    expect(await found({ standing: "suspended", role: "staff" })).toEqual([]);
    const late = { ...EVERYBODY, name: "late" };
    const [first] = await people(db, late, null, 1);
    expect((await people(db, late, first?.id ?? null, 100)).length).toBe(6);
  });
});
