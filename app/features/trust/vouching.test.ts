import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMember, setRoles } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { suspend } from "~/features/moderation/acts.server";
import { undoAct } from "~/features/moderation/undoing.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { clock } from "~/platform/clock";
import type { MemberId } from "~db/ids.ts";
import { admissions } from "~db/schema/joining.ts";
import { members } from "~db/schema/members.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { vouches } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { known, newcomer, STRANGER, told } from "../../../tests/support/newcomers";
import { idea, memberOf, openTestStore, react, settle, stranger, type Town } from "../../../tests/support/town";
import { confirmPerson, unconfirmPerson } from "./confirming.server";
import { confirmPeople, unconfirmedPeople } from "./unconfirmed.server";
import { takeVouchBack, vouchesOf, vouchFor, vouchOffer } from "./vouching.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("confirming many at once", () => {
  test("is offered of those who wrote something, and confirms whom one ticks", async () => {
    const [writer, other, silent] = [await newcomer(db), await newcomer(db), await newcomer(db)];
    for (const one of [writer, other]) await idea(db, one, town.board);
    await react(db);
    const before = await unconfirmedPeople(db, town.alma, null);
    const ids = before.writers.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([writer.id, other.id]));
    expect(ids).not.toContain(silent.id);
    expect(before.people).toBeGreaterThan(before.writers.length);
    await confirmPeople(db, town.alma, [writer.id]);
    await confirmPeople(db, town.alma, [writer.id]);
    await react(db);
    expect([await known(db, writer.id), await known(db, other.id)]).toEqual([["moderator", 1000, false], STRANGER]);
    expect(await told(db, "member.confirmed", writer.id)).toHaveLength(1);
    expect((await unconfirmedPeople(db, town.alma, null)).people).toBe(before.people - 1);
  });

  test("goes on to those who came before, when there are many", async () => {
    const ids = await db.write(async (tx) => {
      const made: MemberId[] = [];
      for (let n = 0; n < 55; n++) made.push(await addMember(tx, { username: `many${n}`, displayName: `many${n}` }));
      return made;
    });
    for (const id of ids) await idea(db, memberOf(id, "many"), town.board);
    await react(db);
    const first = await unconfirmedPeople(db, town.alma, null);
    const second = await unconfirmedPeople(db, town.alma, first.next);
    expect([first.writers.length, first.isFirstPage, second.isFirstPage]).toEqual([50, true, false]);
    const seen = [...first.writers, ...second.writers].map(({ id }) => id);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    expect(seen).toEqual(expect.arrayContaining(ids));
    await expect(unconfirmedPeople(db, town.alma, "elsewhere")).rejects.toThrow();
  });

  test("is refused of nobody, of more than fifty, and to others", async () => {
    const { id } = await newcomer(db);
    const refused = (me: Member, ids: MemberId[], code: string) =>
      expect(confirmPeople(db, me, ids)).rejects.toMatchObject({ code });
    await refused(town.alma, [], "confirm.nobody");
    await refused(town.alma, Array(51).fill(id), "confirm.many");
    await refused(town.ann, [id], "not.moderator");
  });
});

describe("vouching", () => {
  const at = (level: Member["level"], who: Member): Member => ({ ...who, level });

  test("confirms, tells them once, and is taken back", async () => {
    const fan = await newcomer(db);
    const ann = at(2, town.ann);
    await vouchFor(db, ann, fan.id);
    await vouchFor(db, ann, fan.id);
    await react(db);
    expect(await known(db, fan.id)).toEqual(["vouch", 1000, false]);
    expect(await vouchesOf(db, ann)).toMatchObject({ given: [{ id: fan.id }], received: [], budget: 5, left: 4 });
    expect((await vouchesOf(db, fan)).received.map(({ id }) => id)).toEqual([ann.id]);
    for (const act of [takeVouchBack, takeVouchBack, vouchFor]) await act(db, ann, fan.id);
    await react(db);
    const { groups } = await inboxOf(db, fan, null);
    expect(groups.filter(({ kind }) => kind === "vouched")).toHaveLength(1);
    await takeVouchBack(db, ann, fan.id);
    await react(db);
    expect(await known(db, fan.id)).toEqual(STRANGER);
    expect(await vouchesOf(db, ann)).toMatchObject({ given: [], left: 5 });
  });

  test("is refused with a sentence each, and leaves no trace", async () => {
    const fan = await newcomer(db);
    const [waiting, suspended] = [await newcomer(db), await newcomer(db)];
    await db.write((tx) => tx.insert(admissions).values({ askedAt: 1, memberId: waiting.id, way: "approval" }));
    await suspend(db, town.max, suspended.id, { rule: "spam", reason: "Watches.", days: 2 });
    const { id: placeholder } = await stranger(db, "csv", "Someone");
    const ben = at(2, town.ben);
    const refused = (me: Member, who: MemberId, code: string) =>
      expect(vouchFor(db, me, who)).rejects.toMatchObject({ code });
    await refused(ben, ben.id, "vouch.self");
    await refused(at(1, ben), fan.id, "vouch.level");
    await refused(ben, suspended.id, "vouch.suspended");
    await refused(ben, waiting.id, "person.not.in");
    await refused(ben, placeholder, "person.not.in");
    await refused(ben, 999_999 as MemberId, "not.found");
    await refused({ ...ben, mutedUntil: clock.now() + 1_000_000 }, fan.id, "suspended");
    expect(await vouchesOf(db, ben)).toMatchObject({ given: [], left: 5 });
    expect(await vouchOffer(db, at(1, ben), fan.id)).toBeNull();
    expect(await vouchOffer(db, ben, fan.id)).toEqual({ isMine: false, restsUntil: null, whyNot: null, left: 5 });
    expect(await vouchOffer(db, null, fan.id)).toBeNull();
    expect(await vouchOffer(db, ben, placeholder)).toBeNull();
  });

  test("confirms only by whoever is known by more than a vouch: puppets don't confirm each other", async () => {
    const [one, other, third] = [await newcomer(db), await newcomer(db), await newcomer(db)];
    await vouchFor(db, at(2, one), other.id);
    await react(db);
    expect(await known(db, other.id)).toEqual(STRANGER); // by nobody who is known
    await vouchFor(db, at(2, town.cleo), one.id);
    await react(db);
    expect(await known(db, one.id)).toEqual(["vouch", 1000, false]);
    expect(await known(db, other.id)).toEqual(STRANGER); // by a vouch alone
    await vouchFor(db, at(2, other), third.id);
    await confirmPerson(db, town.max, one.id);
    await react(db);
    expect(await known(db, other.id)).toEqual(["vouch", 1000, false]);
    expect(await known(db, third.id)).toEqual(STRANGER);
    await unconfirmPerson(db, town.max, one.id);
    await react(db);
    expect(await known(db, other.id)).toEqual(STRANGER);
    await takeVouchBack(db, at(2, town.cleo), one.id);
    await react(db);
  });

  test("follows the giver's role, and counts for nothing while they are suspended", async () => {
    const [giver, fan] = [await newcomer(db), await newcomer(db)];
    await setRoles(db, giver.id, ["staff"], town.alma.id);
    await vouchFor(db, at(2, giver), fan.id);
    await react(db);
    expect(await known(db, fan.id)).toEqual(["vouch", 1000, false]);
    await setRoles(db, giver.id, [], town.alma.id);
    await react(db);
    expect(await known(db, fan.id)).toEqual(STRANGER);
    await setRoles(db, giver.id, ["staff"], town.alma.id);
    await react(db);
    expect(await known(db, fan.id)).toEqual(["vouch", 1000, false]);
    await setRoles(db, giver.id, [], town.alma.id);
    await confirmPerson(db, town.max, giver.id);
    await react(db);
    await suspend(db, town.max, giver.id, { rule: "spam", reason: "Watches.", days: 2 });
    await react(db);
    expect(await known(db, fan.id)).toEqual(STRANGER);
    const [act] = await db.read.select().from(moderationActs).where(eq(moderationActs.subjectId, giver.id));
    if (act) await undoAct(db, town.max, act.id);
    await react(db);
    expect(await known(db, fan.id)).toEqual(["vouch", 1000, false]);
  });

  test("goes no further than the budget, however many at once; what rests is part of it", async () => {
    const cleo = at(2, town.cleo);
    const fans = await Promise.all(Array.from({ length: 7 }, () => newcomer(db)));
    const tried = await Promise.allSettled(fans.map(({ id }) => vouchFor(db, cleo, id)));
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const [first, ...others] = (await vouchesOf(db, cleo)).given;
    if (!first) throw new Error("nobody was vouched for");
    await takeVouchBack(db, cleo, first.id);
    await db.write((tx) =>
      tx
        .update(vouches)
        .set({ restsUntil: clock.now() + 1_000_000 })
        .where(eq(vouches.toId, first.id)),
    );
    await expect(vouchFor(db, cleo, first.id)).rejects.toMatchObject({ code: "vouch.budget" });
    expect(await vouchesOf(db, cleo)).toMatchObject({ budget: 5, left: 0 });
    expect((await vouchesOf(db, at(3, cleo))).left).toBe(10);
    expect((await vouchesOf(db, at(5, cleo))).left).toBe(25);
    expect(others).toHaveLength(4);
    await expect(takeVouchBack(db, at(1, cleo), others[0]?.id ?? first.id)).resolves.toBeUndefined(); // always
  });

  test("shows whom one said it of, and counts them, also after hundreds said it of one", async () => {
    const liked = at(2, await newcomer(db));
    await db.write(async (tx) => {
      const crowd = Array.from({ length: 510 }, (_, n) => ({
        username: `crowd${n}`,
        displayName: "Fan",
        createdAt: 1,
      }));
      const fans = await tx.insert(members).values(crowd).returning({ id: members.id });
      await tx.insert(vouches).values(fans.map(({ id }) => ({ fromId: id, toId: liked.id, at: 1 })));
    });
    await vouchFor(db, liked, town.ben.id);
    const { given, received, left } = await vouchesOf(db, liked);
    expect([given.map(({ id }) => id), received.length, left]).toEqual([[town.ben.id], 500, 4]);
  });
});
