import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decide } from "~/features/joining/admissions.server";
import { setRoles } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import type { MemberId } from "~db/ids.ts";
import { addresses } from "~db/schema/identity.ts";
import { admissions } from "~db/schema/joining.ts";
import { standings } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { known, newcomer, STRANGER, told } from "../../../tests/support/newcomers";
import { memberOf, openTestStore, react, settle, stranger, type Town } from "../../../tests/support/town";
import { settleEverybody } from "./clock.server";
import { confirmPerson, unconfirmPerson } from "./confirming.server";
import { standingOf } from "./standings.store.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("a standing", () => {
  test("is made soon after somebody joins, as a guest's", async () => {
    const { id } = await newcomer(db);
    expect(await known(db, id)).toBeUndefined();
    await react(db);
    expect(await known(db, id)).toEqual(STRANGER);
  });

  test("is made for everybody who came before there were any, and for no placeholder", async () => {
    const [one, role] = [await newcomer(db), await newcomer(db)];
    const { id: placeholder } = await stranger(db, "csv", "Somebody else");
    await setRoles(db, role.id, ["moderator"], null);
    await settleEverybody(db);
    await settleEverybody(db);
    expect(await known(db, one.id)).toEqual(STRANGER);
    expect(await known(db, role.id)).toEqual(["role", 1000, false]);
    expect(await known(db, placeholder)).toBeUndefined();
  });

  test("says that an address answered, until it is taken away", async () => {
    const { id } = await newcomer(db);
    const address = { memberId: id, address: "a@b.example", key: "a@b.example", createdAt: 1, confirmedAt: 2 };
    await db.write(async (tx) => {
      await tx.insert(addresses).values(address);
      await record(tx, { kind: "address.confirmed", by: null, details: { member: id } });
    });
    await react(db);
    expect(await known(db, id)).toEqual(["address", 1000, false]);
    await db.write(async (tx) => {
      await tx.delete(addresses);
      await record(tx, { kind: "address.removed", by: null, details: { member: id } });
    });
    await react(db);
    expect(await known(db, id)).toEqual(STRANGER);
    const { groups } = await inboxOf(db, memberOf(id, "newcomer"), null);
    expect(groups.map(({ kind, words, href }) => [kind, words, href])).toEqual([
      ["weight", "unconfirmed", "/me/standing"],
    ]);
  });

  test("says that they were let in, by invitation, approval or the host", async () => {
    const [invited, approved, hosted, open] = [
      await newcomer(db),
      await newcomer(db),
      await newcomer(db),
      await newcomer(db),
    ];
    const entered = { askedAt: 1, verdict: "admitted" as const, decidedAt: 2 };
    await db.write(async (tx) => {
      await tx.insert(admissions).values({ ...entered, memberId: invited.id, way: "invitation" });
      await tx.insert(admissions).values({ ...entered, memberId: hosted.id, way: "host" });
      await tx.insert(admissions).values({ ...entered, memberId: open.id, way: "open" });
      await tx.insert(admissions).values({ askedAt: 1, memberId: approved.id, way: "approval" });
    });
    await react(db);
    expect(await known(db, invited.id)).toEqual(["invitation", 1000, false]);
    expect(await known(db, hosted.id)).toEqual(["host", 1000, false]);
    expect(await known(db, open.id)).toEqual(STRANGER);
    expect(await known(db, approved.id)).toEqual(STRANGER);
    await decide(db, town.alma, { memberId: approved.id, verdict: "admitted", seen: null });
    await react(db);
    expect(await known(db, approved.id)).toEqual(["approval", 1000, false]);
  });

  test("follows roles, given and taken", async () => {
    const { id } = await newcomer(db);
    await setRoles(db, id, ["staff"], town.alma.id);
    await setRoles(db, id, ["staff"], town.alma.id);
    await react(db);
    expect(await known(db, id)).toEqual(["role", 1000, false]);
    await setRoles(db, id, [], town.alma.id);
    await react(db);
    expect(await known(db, id)).toEqual(STRANGER);
    expect((await told(db, "roles.changed", id)).map(({ details: { given, taken } }) => [given, taken])).toEqual([
      [["staff"], []],
      [[], ["staff"]],
    ]);
  });
});

describe("a moderator's word that somebody is a person", () => {
  test("confirms them, once, and is taken back", async () => {
    const { id } = await newcomer(db);
    expect(await confirmPerson(db, town.max, id)).toBe(true);
    expect(await confirmPerson(db, town.max, id)).toBe(false);
    await react(db);
    expect(await known(db, id)).toEqual(["moderator", 1000, false]);
    expect(await told(db, "member.confirmed", id)).toHaveLength(1);
    expect(await unconfirmPerson(db, town.max, id)).toBe(true);
    expect(await unconfirmPerson(db, town.max, id)).toBe(false);
    await react(db);
    expect(await known(db, id)).toEqual(STRANGER);
  });

  test("changes nothing where something else says so", async () => {
    expect(await confirmPerson(db, town.max, town.stella.id)).toBe(false);
    expect(await unconfirmPerson(db, town.max, town.stella.id)).toBe(true); // the town's people stand on it
    expect(await known(db, town.stella.id)).toEqual(["role", 1000, false]);
    expect(await confirmPerson(db, town.max, town.stella.id)).toBe(false);
  });

  test("is done once by two at once", async () => {
    const { id } = await newcomer(db);
    const both = await Promise.all([town.max, town.alma].map((me) => confirmPerson(db, me, id)));
    expect(both.sort()).toEqual([false, true]);
    expect(await told(db, "member.confirmed", id)).toHaveLength(1);
  });

  test("is refused to others, of oneself, and of who isn't in", async () => {
    const { id } = await newcomer(db);
    const waiting = await newcomer(db);
    await db.write((tx) => tx.insert(admissions).values({ askedAt: 1, memberId: waiting.id, way: "approval" }));
    const { id: placeholder } = await stranger(db, "csv", "Nobody yet");
    const refused = (me: Member, who: MemberId, code: string) =>
      expect(confirmPerson(db, me, who)).rejects.toMatchObject({ code });
    await refused(town.ann, id, "not.moderator");
    await refused(town.max, town.max.id, "act.on.self");
    await refused(town.max, waiting.id, "person.not.in");
    await refused(town.max, placeholder, "person.not.in");
    await refused(town.max, 999_999 as MemberId, "not.found");
    await refused({ ...town.max, mutedUntil: clock.now() + 1_000_000 }, id, "suspended");
    expect(await told(db, "member.confirmed", id)).toEqual([]);
  });
});

test("levels and earned levels of a standing stay when it is looked at again", async () => {
  const { id } = await newcomer(db);
  await react(db);
  await db.write((tx) => tx.update(standings).set({ level: 3, earned: 4 }).where(eq(standings.memberId, id)));
  await confirmPerson(db, town.max, id);
  expect(await standingOf(db.read, id)).toMatchObject({ level: 3, earned: 4, confirmedBy: "moderator" });
});
