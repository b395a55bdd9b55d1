import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { placeholders } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import { firstHundred } from "~db/schema/badges.ts";
import { comments } from "~db/schema/comments.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { newsOf, openBadgeTown, worn } from "../../../tests/support/badges";
import { claim } from "../../../tests/support/claims";
import { hide, idea, newForm, react, stranger } from "../../../tests/support/town";
import { addComment } from "../comments/comments.server";
import { recountBadges } from "./awarding.server";
import { badgesOf } from "./badges.server";
import { keepBadges, placeFirstHundred } from "./clock.server";
import { designBadge } from "./designing.server";
import { firstHundred as firstHundredNow } from "./first-hundred.server";
import { forgetAwardsOf } from "./forgetting.server";
import { yearsBetween } from "./rules";

const DAY = 86_400_000;
const { db, elsewhere, town, somebody, close } = await openBadgeTown();
afterAll(close);
afterEach(() => vi.restoreAllMocks());

describe("years", () => {
  test("are given by the clock on their day, in the community's time zone, and told as one", async () => {
    const fan = await somebody();
    const joined = Date.UTC(2022, 10, 3, 20); // November 4 in Shanghai
    await db.write((tx) => tx.update(members).set({ createdAt: joined }).where(eq(members.id, fan.id)));
    vi.spyOn(clock, "now").mockReturnValue(Date.UTC(2026, 10, 3, 15, 59));
    await recountBadges(db, true);
    expect(await worn(db, fan)).toEqual(["years 3"]);
    vi.spyOn(clock, "now").mockReturnValue(Date.UTC(2026, 10, 3, 16, 1));
    await keepBadges(db, clock.now());
    await react(db);
    expect(await worn(db, fan)).toEqual(["years 4"]);
    expect(await newsOf(db, fan)).toBe(2);
  });

  test("are whole ones", () => {
    expect(yearsBetween("2022-11-04", "2026-11-03")).toBe(3);
    expect(yearsBetween("2022-11-04", "2026-11-04")).toBe(4);
    expect(yearsBetween("2024-02-29", "2025-02-28")).toBe(0);
    expect(yearsBetween("2024-02-29", "2025-03-01")).toBe(1);
    expect(yearsBetween("2026-11-04", "2026-11-04")).toBe(0);
  });
});

describe("going through all people", () => {
  const DAY_ONE = Date.UTC(2027, 2, 1, 12);
  const joined = (years: number, { id }: Member) =>
    db.write((tx) =>
      tx
        .update(members)
        .set({ createdAt: DAY_ONE - years * 366 * DAY })
        .where(eq(members.id, id)),
    );

  test("comes past hundreds who have nothing to get in one look, and reaches the last", async () => {
    const names = Array.from({ length: 1_200 }, (_, n) => `from elsewhere ${n}`);
    await db.write((tx) => placeholders(tx, "forum", names));
    const fan = await somebody();
    await joined(2, fan);
    vi.spyOn(clock, "now").mockReturnValue(DAY_ONE);
    await keepBadges(db, DAY_ONE);
    expect(await worn(db, fan)).toEqual(["years 2"]);
  });

  test("happens once a day, and again when there is a new badge", async () => {
    const [fan, joiner] = [await somebody(), await somebody()];
    vi.spyOn(clock, "now").mockReturnValue(DAY_ONE);
    await claim(db, joiner, "merge.done");
    await keepBadges(db, DAY_ONE);
    await joined(3, fan);
    await keepBadges(db, DAY_ONE);
    expect(await worn(db, fan)).toEqual([]);
    const look = { nameZh: "合并达人", nameEn: "Joiner", hue: "blue" as const };
    await designBadge(db, town.alma, { ...look, counted: "merge.done", steps: "1", once: newForm() });
    await keepBadges(db, DAY_ONE);
    expect([await worn(db, fan), await worn(db, joiner)]).toEqual([["years 3"], ["Joiner 1"]]);
    await joined(4, fan);
    await keepBadges(db, DAY_ONE + DAY);
    expect(await worn(db, fan)).toEqual(["years 4"]);
  });
});

describe("the first hundred", () => {
  const age = (id: number, days: number) =>
    db.write((tx) =>
      tx
        .update(topics)
        .set({ createdAt: Date.now() - days * DAY })
        .where(eq(topics.id, id as never)),
    );
  const places = async () => {
    const rows = await db.read.select().from(firstHundred).orderBy(firstHundred.place);
    return rows.map(({ place, memberId }) => [place, memberId]);
  };

  test("are placed in the order of what stood a day: neither staff, nor placeholders, nor what is hidden or too new", async () => {
    const [ann, ben, cleo] = [town.ann, town.ben, town.cleo];
    const imported = await stranger(db, "elsewhere", "first-of-all");
    const old = await idea(db, ben, town.board, "The second of all");
    const older = await idea(db, cleo, town.board, "The first of all");
    const staffs = await idea(db, town.stella, town.board, "By an employee");
    const hidden = await idea(db, ann, town.board, "To be hidden");
    await age(old, 5);
    await age(older, 9);
    for (const id of [staffs, hidden]) await age(id, 20);
    await hide(db, hidden);
    await idea(db, ann, town.board, "Of this morning");
    const theirs = await idea(db, ann, town.board, "By somebody elsewhere");
    await age(theirs, 30);
    await db.write((tx) => tx.update(topics).set({ authorId: imported.id }).where(eq(topics.id, theirs)));
    await Promise.all([placeFirstHundred(db, Date.now()), placeFirstHundred(elsewhere, Date.now())]);
    expect(await places()).toEqual([
      [1, cleo.id],
      [2, ben.id],
    ]);
    const said = await addComment(db, ann, old, { text: "So it is.", parentId: null, once: newForm() });
    await db.write((tx) =>
      tx
        .update(comments)
        .set({ createdAt: Date.now() - 3 * DAY })
        .where(eq(comments.id, said)),
    );
    await placeFirstHundred(db, Date.now());
    await placeFirstHundred(db, Date.now());
    expect(await places()).toEqual([
      [1, cleo.id],
      [2, ben.id],
      [3, ann.id],
    ]);
    await react(db);
    expect(await worn(db, cleo)).toEqual(["hundred 1"]);
    const badges = (await badgesOf(db.read, [ben.id])).get(ben.id);
    expect(badges).toMatchObject([{ key: "hundred", place: 2 }]);
  });

  test("leave their place empty when they go for good: nobody moves up, and nobody else gets it", async () => {
    const gone = await somebody();
    await age(await idea(db, gone, town.board, "By somebody who goes"), 2);
    await placeFirstHundred(db, Date.now());
    expect(await firstHundredNow(db)).toMatchObject({ taken: 4, free: 96 });
    await db.write((tx) => tx.update(topics).set({ visibility: "hidden" }).where(eq(topics.authorId, gone.id)));
    await db.write((tx) => forgetAwardsOf(tx, [gone.id]));
    const wall = await firstHundredNow(db);
    expect([wall.people.map(({ place }) => place), wall.taken, wall.free]).toEqual([[1, 2, 3], 4, 96]);
    const next = await somebody();
    await age(await idea(db, next, town.board, "By whoever comes next"), 2);
    await placeFirstHundred(db, Date.now());
    expect((await places()).at(-1)).toEqual([5, next.id]);
  });

  test("stay, whatever becomes of what they wrote; and nobody comes after the hundredth", async () => {
    await db.write((tx) => tx.update(topics).set({ visibility: "hidden" }));
    await recountBadges(db, true);
    expect(await worn(db, town.cleo)).toEqual(["hundred 1"]);
    const late = await somebody();
    await db.write((tx) => tx.insert(firstHundred).values({ place: 100, memberId: late.id, at: 1 }));
    const next = await somebody();
    const id = await idea(db, next, town.board, "One too many");
    await age(id, 3);
    await placeFirstHundred(db, Date.now());
    expect(await db.read.$count(firstHundred, eq(firstHundred.memberId, next.id))).toBe(0);
  });
});
