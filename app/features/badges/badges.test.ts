import { and, eq, inArray } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { forgetPeople } from "~/features/forgetting/taking-out.server";
import { addMember } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { REACTIONS } from "~/reactions.server";
import type { CommentId, MemberId } from "~db/ids.ts";
import { badgeAwards, badges } from "~db/schema/badges.ts";
import { facts } from "~db/schema/facts.ts";
import { badgeOf, newsOf, openBadgeTown, worn } from "../../../tests/support/badges";
import { claim, counts } from "../../../tests/support/claims";
import { statementsOf } from "../../../tests/support/statements";
import { hide, idea, newForm, person, react } from "../../../tests/support/town";
import { addComment } from "../comments/comments.server";
import { recountBadges, settleBadges } from "./awarding.server";
import { allBadges, badgesOf } from "./badges.server";
import { keepBadges } from "./clock.server";
import { designBadge } from "./designing.server";
import { evidenceOf } from "./evidence.server";
import { giveBadge, takeBadge } from "./giving.server";
import { waysAhead } from "./own-badges.server";
import { changesOf } from "./rules";
import { insertAwards } from "./store.server";

const { db, elsewhere, town, somebody, close } = await openBadgeTown();
afterAll(close);
afterEach(() => vi.restoreAllMocks());

describe("an outcome that counts", () => {
  test("brings the first step, and the next when there are enough, each told once", async () => {
    const fan = await somebody();
    await claim(db, fan, "idea.shipped");
    await react(db);
    expect([await worn(db, fan), await newsOf(db, fan)]).toEqual([["shipped 1"], 1]);
    await claim(db, fan, "idea.shipped");
    await claim(db, fan, "idea.shipped");
    await react(db);
    expect([await worn(db, fan), await newsOf(db, fan)]).toEqual([["shipped 3"], 2]);
  });

  test("counts each thing once: a reply that was accepted and endorsed is one reply", async () => {
    const fan = await somebody();
    for (let n = 0; n < 4; n++) {
      const subject = await claim(db, fan, "reply.accepted", { subject: `comment:${n}` });
      await claim(db, fan, "reply.endorsed", { subject });
    }
    await react(db);
    expect(await worn(db, fan)).toEqual(["replies 1"]);
    await claim(db, fan, "reply.endorsed", { subject: "comment:5" });
    await react(db);
    expect(await worn(db, fan)).toEqual(["replies 5"]);
  });

  test("taken back takes the badge, and brings back the same; fifty rounds make one badge and one line of news", async () => {
    const fan = await somebody();
    const subject = await claim(db, fan, "idea.shipped");
    await react(db);
    const [award] = await db.read.select().from(badgeAwards).where(eq(badgeAwards.memberId, fan.id));
    for (let round = 0; round < 50; round++) {
      await counts(db, fan, "idea.shipped", { subject, stands: false });
      if (round % 7 === 0) await react(db);
      if (round === 0) expect(await worn(db, fan)).toEqual([]);
      await counts(db, fan, "idea.shipped", { subject, stands: true });
      if (round % 5 === 0) await react(db);
    }
    await react(db);
    const rows = await db.read.select().from(badgeAwards).where(eq(badgeAwards.memberId, fan.id));
    expect(rows).toEqual([award]);
    expect(await newsOf(db, fan)).toBe(1);
  });

  test("makes the same of it in whatever order reactions run, twice, and by two processes at once", async () => {
    const fan = await somebody();
    const subjects: string[] = [];
    for (let n = 0; n < 3; n++) subjects.push(await claim(db, fan, "idea.shipped"));
    await counts(db, fan, "idea.shipped", { subject: subjects[0] ?? "", stands: false });
    const told = await db.read.select().from(facts).where(eq(facts.kind, "outcome.counted"));
    const mine = told.filter(({ details }) => details.member === fan.id).reverse();
    const reaction = REACTIONS["outcome.counted"]?.awardBadges;
    await Promise.all(
      mine.map((fact, n) => (n % 2 ? db : elsewhere).write(async (tx) => void (await reaction?.(tx, fact)))),
    );
    await react(db);
    expect([await worn(db, fan), await newsOf(db, fan)]).toEqual([["shipped 1"], 1]);
  });

  test("of somebody who went for good brings nothing, and stops nobody", async () => {
    await claim(db, { id: 1_999_999_999 as MemberId }, "idea.shipped");
    await react(db);
    expect(await db.read.$count(badgeAwards, eq(badgeAwards.memberId, 1_999_999_999 as MemberId))).toBe(0);
  });
});

test("everybody's badges are found, however many people and steps one page shows", async () => {
  const crowd = await Promise.all(Array.from({ length: 60 }, somebody));
  const years = Array.from({ length: 40 }, (_, n) => n + 1);
  const badgeId = await badgeOf(db, "years");
  await db.write(async (tx) => {
    for (const { id } of crowd) await insertAwards(tx, id, badgeId, { steps: years, at: 1 });
  });
  const found = await badgesOf(
    db.read,
    crowd.map(({ id }) => id),
  );
  expect(crowd.map(({ id }) => found.get(id)?.map(({ step }) => step))).toEqual(crowd.map(() => [40]));
});

describe("recounting", () => {
  test("finds what reactions missed, says it, repairs it, and finds nothing then", async () => {
    const fan = await somebody();
    await claim(db, fan, "idea.shipped");
    await react(db);
    await db.write(async (tx) => {
      await tx.update(badgeAwards).set({ step: 25 }).where(eq(badgeAwards.memberId, fan.id));
    });
    const drift = { memberId: fan.id, badgeId: await badgeOf(db, "shipped") };
    const mine = (found: Awaited<ReturnType<typeof recountBadges>>) => found.filter((one) => one.memberId === fan.id);
    expect(mine(await recountBadges(db, false))).toEqual([
      { ...drift, step: 1, stored: 0, counted: 1 },
      { ...drift, step: 25, stored: 1, counted: 0 },
    ]);
    expect(await worn(db, fan)).toEqual(["shipped 25"]);
    const drifting = await statementsOf(db, () => recountBadges(db, false));
    expect(mine(await recountBadges(db, true))).toHaveLength(2);
    expect(await worn(db, fan)).toEqual(["shipped 1"]);
    expect(await recountBadges(db, false)).toEqual([]);
    expect(await statementsOf(db, () => recountBadges(db, false))).toBe(drifting); // none for each drift
  });
});

describe("the evidence", () => {
  test("lists what counts, and only what its reader may see; what was reported is nobody else's", async () => {
    const fan = await somebody();
    const open = await idea(db, fan, town.board, "A lamp that dims");
    const hidden = await idea(db, fan, town.board, "To be hidden later");
    const said = (await addComment(db, fan, open, { text: "Yes.", parentId: null, once: newForm() })) as CommentId;
    await claim(db, fan, "idea.shipped", { topicId: open, subject: `topic:${open}` });
    await claim(db, fan, "idea.shipped", { topicId: hidden, subject: `topic:${hidden}` });
    for (const kind of ["reply.accepted", "reply.endorsed"] as const)
      await claim(db, fan, kind, { topicId: open, commentId: said, subject: `comment:${said}` });
    for (let n = 0; n < 5; n++) await claim(db, fan, "report.upheld", { topicId: open });
    await react(db);
    await hide(db, hidden);
    const of = async (viewer: Member | null, key: string) =>
      evidenceOf(db, viewer, { memberId: fan.id, badgeId: await badgeOf(db, key) }, null);
    expect(await of(null, "shipped")).toMatchObject({
      ...{ count: 2, unseen: 1, next: null },
      deeds: [{ title: "A lamp that dims", href: `/ideas/${open}` }],
    });
    expect((await of(town.max, "shipped")).deeds).toHaveLength(2);
    expect(await of(null, "replies")).toMatchObject({ count: 1, deeds: [{ href: `/comments/${said}` }] });
    expect(await of(town.ann, "reports")).toMatchObject({ count: 5, deeds: [], unseen: 0 });
    expect((await of(fan, "reports")).deeds).toHaveLength(5);
    await expect(of(null, "years")).rejects.toMatchObject({ code: "not.found" });
  });

  test("of reports names what was reported to nobody but their bearer and moderators, also of a badge somebody designed", async () => {
    const fan = await somebody();
    const badgeId = await designBadge(db, town.alma, {
      ...{ nameZh: "守望", nameEn: "Watch", hue: "silver", counted: "report.upheld", steps: "1", once: newForm() },
    });
    const reported = await idea(db, town.ben, town.board, "Said in anger");
    await claim(db, fan, "report.upheld", { topicId: reported, subject: `reported:topic:${reported}` });
    await recountBadges(db, true);
    const named = async (viewer: Member | null) =>
      JSON.stringify(await evidenceOf(db, viewer, { memberId: fan.id, badgeId }, null)).includes("Said in anger");
    const others = await Promise.all([null, town.ann, town.ben, town.stella].map(named));
    expect(others).toEqual([false, false, false, false]);
    expect(await Promise.all([fan, town.max].map(named))).toEqual([true, true]);
  });

  test("and one's own page says what comes next, the nearest first", async () => {
    const fan = await somebody();
    for (let n = 0; n < 4; n++) await claim(db, fan, "report.upheld");
    await claim(db, fan, "idea.shipped");
    const ways = (await waysAhead(db, { ...fan, createdAt: Date.now() }, "UTC")).filter(({ key }) => key !== null);
    expect(ways.map(({ key, count, step }) => [key, count, step])).toEqual([
      ["reports", 4, 5],
      ["shipped", 1, 3],
      ["replies", 0, 1],
      ["years", 0, 1],
    ]);
  });
});

test("whoever goes for good leaves no word of why they were given a badge, or why it was taken", async () => {
  const [fan, other] = [await somebody(), await somebody()];
  const look = { nameZh: "暖", nameEn: "Warm", hue: "gold" as const };
  const badgeId = await designBadge(db, town.alma, { ...look, counted: null, steps: "", once: newForm() });
  for (const { id: to } of [fan, other])
    await giveBadge(db, town.max, { badgeId, to, reason: `For the soup of ${to}.` });
  await takeBadge(db, town.max, { badgeId, to: fan.id, reason: `A mix-up of ${fan.id}.` });
  await react(db);
  await db.write((tx) => forgetPeople(tx, [fan.id]));
  const about = await db.read
    .select()
    .from(facts)
    .where(inArray(facts.kind, ["badge.awarded", "badge.taken"]));
  const told = (id: MemberId) => about.flatMap(({ details }) => (details.member === id ? [details.reason] : []));
  expect([told(fan.id), told(other.id)]).toEqual([["", ""], [`For the soup of ${other.id}.`]]);
});

test("whoever goes for good takes badges and place along; what they gave stays, given by nobody who is named", async () => {
  const [fan, giver] = [await somebody(), await person(db, "giver", ["moderator"])];
  const badgeId = await designBadge(db, town.alma, {
    nameZh: "谢",
    nameEn: "Thanks",
    hue: "gold",
    counted: null,
    steps: "",
    once: newForm(),
  });
  await giveBadge(db, giver, { badgeId, to: town.ann.id, reason: "For the tea." });
  await claim(db, fan, "idea.shipped");
  await react(db);
  await db.write((tx) => forgetPeople(tx, [fan.id, giver.id]));
  expect(await db.read.$count(badgeAwards, eq(badgeAwards.memberId, fan.id))).toBe(0);
  const given = and(eq(badgeAwards.memberId, town.ann.id), eq(badgeAwards.badgeId, badgeId));
  expect(await db.read.select().from(badgeAwards).where(given)).toMatchObject([{ by: null, reason: "For the tea." }]);
});

test("those that come with the program are made once, by however many at once", async () => {
  await Promise.all([
    allBadges(db),
    allBadges(elsewhere),
    keepBadges(db, Date.now()),
    keepBadges(elsewhere, Date.now()),
  ]);
  expect(await db.read.$count(badges, eq(badges.key, "shipped"))).toBe(1);
});

test("awards say what is counted, whatever was had before", () => {
  const award = (id: number, step: number, isWithdrawn: boolean) => ({ id: id as never, step, isWithdrawn });
  const had = [award(1, 1, false), award(2, 3, true), award(3, 10, false)];
  const rule = { steps: [1, 3, 5], isRetired: false };
  expect(changesOf(rule, 5, had)).toEqual({ give: [5], giveBack: [2], withdraw: [3] });
  expect(changesOf({ ...rule, isRetired: true }, 5, had)).toEqual({ give: [], giveBack: [2], withdraw: [3] });
  expect(changesOf(rule, 0, had)).toEqual({ give: [], giveBack: [], withdraw: [1, 3] });
});

test("settling somebody twice changes nothing", async () => {
  const id = await db.write((tx) => addMember(tx, { username: "twice", displayName: "Twice" }));
  await claim(db, { id }, "idea.shipped");
  for (let n = 0; n < 2; n++) await db.write((tx) => settleBadges(tx, id, () => true));
  expect(await db.read.$count(badgeAwards, eq(badgeAwards.memberId, id))).toBe(1);
});
