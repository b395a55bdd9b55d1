import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { groupOf, OUTCOMES } from "~/features/ledger/rules";
import type { Member } from "~/features/members/rules";
import { badgeAwards, badges } from "~db/schema/badges.ts";
import { badgeOf, newsOf, openBadgeTown, worn } from "../../../tests/support/badges";
import { claim } from "../../../tests/support/claims";
import { newForm, react } from "../../../tests/support/town";
import { recountBadges } from "./awarding.server";
import { designBadge, retireBadge, reviveBadge } from "./designing.server";
import { evidenceOf } from "./evidence.server";
import { giveBadge, takeBadge } from "./giving.server";
import { COUNTABLE, claimsOf, stepsIn, whyNotSteps } from "./rules";

const { db, elsewhere, town, somebody, close } = await openBadgeTown();
afterAll(close);
afterEach(() => vi.restoreAllMocks());

describe("giving by hand", () => {
  const LOOK = { nameZh: "暖心", nameEn: "Kind heart", hue: "violet" as const };
  const reason = "She stayed up all night for the newcomers.";
  const kind = () => designBadge(db, town.alma, { ...LOOK, counted: null, steps: "", once: newForm() });

  test("a moderator gives it for a reason, once; its bearer hears of it, and of why it was taken back", async () => {
    const [fan, badgeId] = [await somebody(), await kind()];
    await giveBadge(db, town.max, { badgeId, to: fan.id, reason });
    await giveBadge(db, town.alma, { badgeId, to: fan.id, reason: "Another reason" });
    await react(db);
    expect([await worn(db, fan), await newsOf(db, fan)]).toEqual([["Kind heart 1"], 1]);
    expect((await evidenceOf(db, null, { memberId: fan.id, badgeId }, null)).steps).toMatchObject([
      { reason, giver: "max" },
    ]);
    await recountBadges(db, true);
    expect(await worn(db, fan)).toEqual(["Kind heart 1"]);
    await takeBadge(db, town.max, { badgeId, to: fan.id, reason: "A mix-up." });
    await takeBadge(db, town.max, { badgeId, to: fan.id, reason: "A mix-up." });
    await react(db);
    expect([await worn(db, fan), await newsOf(db, fan)]).toEqual([[], 2]);
    await expect(evidenceOf(db, null, { memberId: fan.id, badgeId }, null)).rejects.toMatchObject({
      code: "not.found",
    });
    await giveBadge(db, town.max, { badgeId, to: fan.id, reason });
    expect(await db.read.$count(badgeAwards, eq(badgeAwards.memberId, fan.id))).toBe(1);
  });

  test("two moderators who give it at once give it once", async () => {
    const [fan, badgeId] = [await somebody(), await kind()];
    const gift = { badgeId, to: fan.id, reason };
    await Promise.all([giveBadge(db, town.max, gift), giveBadge(elsewhere, town.alma, gift)]);
    await react(db);
    expect([await worn(db, fan), await newsOf(db, fan)]).toEqual([["Kind heart 1"], 1]);
  });

  test("is refused to members, to oneself, without a reason, of what is earned, and of what is retired", async () => {
    const [fan, badgeId] = [await somebody(), await kind()];
    const give = (me: Member, to: Member, more = {}) => giveBadge(db, me, { badgeId, to: to.id, reason, ...more });
    await expect(give(town.ann, fan)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(give(town.max, town.max)).rejects.toMatchObject({ code: "badge.own" });
    await expect(give(town.max, fan, { reason: " " })).rejects.toMatchObject({ fields: { reason: "reason.missing" } });
    await expect(give(town.max, fan, { reason: "x".repeat(501) })).rejects.toMatchObject({
      fields: { reason: "reason.long" },
    });
    await expect(give(town.max, fan, { badgeId: await badgeOf(db, "shipped") })).rejects.toMatchObject({
      code: "badge.earned",
    });
    await expect(give({ ...town.max, mutedUntil: Number.MAX_SAFE_INTEGER }, fan)).rejects.toMatchObject({
      code: "suspended",
    });
    await retireBadge(db, town.alma, badgeId);
    await expect(give(town.max, fan)).rejects.toMatchObject({ code: "badge.retired" });
    await expect(takeBadge(db, town.ann, { badgeId, to: fan.id, reason })).rejects.toMatchObject({
      code: "not.moderator",
    });
    await expect(
      takeBadge(db, town.max, { badgeId: await badgeOf(db, "shipped"), to: fan.id, reason }),
    ).rejects.toMatchObject({ code: "badge.earned" });
    expect(await worn(db, fan)).toEqual([]);
  });
});

describe("designing", () => {
  const design = (more = {}) => ({
    ...{ nameZh: "合并达人", nameEn: "Joiner", hue: "blue" as const, counted: "merge.done", steps: "1, 2" },
    once: newForm(),
    ...more,
  });

  test("makes a badge that whoever did it already gets by the clock, and that is retired without taking it", async () => {
    const [early, late] = [await somebody(), await somebody()];
    await claim(db, early, "merge.done");
    await react(db);
    expect(await worn(db, early)).toEqual([]);
    const id = await designBadge(db, town.alma, design());
    await recountBadges(db, true);
    expect(await worn(db, early)).toEqual(["Joiner 1"]);
    await retireBadge(db, town.alma, id);
    await claim(db, late, "merge.done");
    await react(db);
    expect([await worn(db, early), await worn(db, late)]).toEqual([["Joiner 1"], []]);
    await reviveBadge(db, town.alma, id);
    await recountBadges(db, true);
    expect(await worn(db, late)).toEqual(["Joiner 1"]);
  });

  test("makes one badge of a form that is posted twice, or by two at once; other words make another", async () => {
    const same = design({ nameEn: "Once", once: newForm() });
    const made = await Promise.all([designBadge(db, town.alma, same), designBadge(elsewhere, town.alma, same)]);
    expect(await designBadge(db, town.alma, same)).toBe(made[0]);
    expect(made[1]).toBe(made[0]);
    expect(await designBadge(db, town.alma, { ...same, hue: "gold" })).not.toBe(made[0]);
    expect(await db.read.$count(badges, eq(badges.nameEn, "Once"))).toBe(2);
  });

  test.each(["helpful.received", "article.published", "topic.removed", "first.hundred", "nonsense"])(
    "of %s is refused: it is no outcome that others have a say in, and it becomes no badge given by hand",
    async (counted) => {
      const refused = designBadge(db, town.alma, design({ counted }));
      await expect(refused).rejects.toMatchObject({ fields: { counted: "badge.counted.unknown" } });
    },
  );

  test("is of outcomes that reactions hear of, none of which was taken from anybody", () => {
    const claims = COUNTABLE.flatMap(claimsOf);
    expect(claims.filter((kind) => !OUTCOMES.includes(kind) || groupOf(kind) === "penalty")).toEqual([]);
  });

  test("is refused with a word for each field", async () => {
    const refused = (more: object) => expect(designBadge(db, town.alma, design(more))).rejects;
    await refused({ nameEn: " " }).toMatchObject({ fields: { nameEn: "name.empty" } });
    await refused({ nameZh: "长".repeat(20) }).toMatchObject({ fields: { nameZh: "name.length" } });
    await refused({ steps: "3, 1" }).toMatchObject({ fields: { steps: "badge.steps.ascending" } });
  });

  test.each([
    ["", "badge.steps.shape"],
    ["0, 1", "badge.steps.shape"],
    ["1.5", "badge.steps.shape"],
    ["one", "badge.steps.shape"],
    ["-1", "badge.steps.shape"],
    ["5, 5", "badge.steps.ascending"],
    ["1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", "badge.steps.many"],
    ["1, 10001", "badge.steps.unreachable"],
    ["1，3、10", null],
  ])("steps “%s” are answered with %s", (text, code) => {
    expect(whyNotSteps("idea.shipped", stepsIn(text))).toBe(code);
  });

  test("nobody stays for more than fifty years", () => {
    expect(whyNotSteps("years", [51])).toBe("badge.steps.unreachable");
    expect(whyNotSteps("years", [50])).toBeNull();
    expect(whyNotSteps(null, null)).toBeNull();
  });
});
