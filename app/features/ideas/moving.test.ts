import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member, Viewer } from "~/features/members/rules";
import { addTeam } from "~/features/members/teams.server";
import type { MemberId, TeamId, TopicId } from "~db/ids.ts";
import { ideas, statusChanges } from "~db/schema/ideas.ts";
import type { Store } from "~db/store.ts";
import {
  draft,
  factsOf,
  hide,
  idea,
  NO_WORDS,
  openTestStore,
  person,
  settle,
  type Town,
} from "../../../tests/support/town";
import { ideaPage } from "./idea-page.server";
import { moveIdea } from "./moving.server";
import { type IdeaStatus, MOVES, type MoveWords, movesFor, moveTo, type Need, STATUSES, whyNotMove } from "./rules";

const LONG = "现在还做不到：需要新的硬件，明年春天再看一次，谢谢大家。";
let db: Store;
let town: Town;
let power: TeamId;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  power = await addTeam(db, "Power");
});
afterAll(() => db.close());

/** Words that satisfy every need. */
const full = (more: Partial<MoveWords> = {}): MoveWords => ({
  ownerId: town.stella.id,
  teamId: power,
  week: "2026-W50",
  noDate: false,
  code: "later",
  reason: LONG,
  ...more,
});
const move = (me: Member, id: TopicId, to: IdeaStatus, words: MoveWords = full()) => moveIdea(db, me, id, to, words);
const pageOf = (id: TopicId) => ideaPage(db, town.ann, id);
const place = (id: TopicId, status: IdeaStatus) =>
  db.write((tx) => tx.update(ideas).set({ status }).where(eq(ideas.topicId, id)));

async function ideaIn(status: IdeaStatus): Promise<TopicId> {
  const id = await idea(db, town.ann, town.board);
  await place(id, status);
  return id;
}

/** Who may move an idea from where to where by hand, as spec/ideas.md 1 says it. */
const BY_HAND: Partial<Record<IdeaStatus, Partial<Record<"author" | "staff" | "moderator", IdeaStatus[]>>>> = {
  submitted: { author: ["withdrawn"], staff: ["shortlisted", "accepted", "declined"], moderator: ["qualified"] },
  qualified: { author: ["withdrawn"], staff: ["shortlisted", "accepted", "declined"] },
  shortlisted: { staff: ["accepted", "declined"] },
  accepted: { staff: ["declined", "building"] },
  building: { staff: ["declined", "in_release"] },
  declined: { staff: ["submitted"] },
  stalled: { moderator: ["submitted"] }, // for people of level 4, while there are few
};

describe("the moves of an idea", () => {
  test.each(STATUSES)("from %s are offered to exactly the people they are for, and refused to all others", (status) => {
    const facts = { id: 1 as TopicId, authorId: town.ann.id, status, visibility: "open" as const, isLocked: false };
    const listed = BY_HAND[status] ?? {};
    const all = Object.values(listed).flat();
    const who: Array<[Viewer, IdeaStatus[]]> = [
      [town.ann, listed.author ?? []],
      [town.stella, listed.staff ?? []],
      [town.max, listed.moderator ?? []],
      [town.alma, listed.moderator ?? []],
      [{ ...town.ann, roles: ["staff", "moderator"] }, status === "stalled" ? [] : all],
      [{ ...town.ben, level: 4 }, status === "stalled" ? ["submitted"] : []],
      [{ ...town.ben, level: 3 }, []],
      [town.ben, []],
      [null, []],
    ];
    for (const [viewer, targets] of who) {
      expect(
        movesFor(viewer, facts)
          .map(({ to }) => to)
          .sort(),
      ).toEqual([...targets].sort());
      for (const to of STATUSES) {
        const why = targets.includes(to) ? null : all.includes(to) ? "move.not.yours" : "move.not.listed";
        expect(whyNotMove(viewer, facts, to)).toBe(why);
        expect(moveTo(viewer, facts, to)?.to ?? null).toBe(why ? null : to);
      }
    }
  });

  test("that need a room which isn't there yet are offered to nobody", () => {
    const missing = MOVES.filter((row) => row.missing);
    expect(missing.map(({ to }) => to).sort()).toEqual(["building", "verified"]);
    const everything: Member = { ...town.ann, roles: ["staff", "moderator", "admin"] };
    for (const { from, to } of missing)
      for (const status of from)
        expect(
          moveTo(
            everything,
            { id: 1 as TopicId, authorId: town.ann.id, status, visibility: "open", isLocked: false },
            to,
          ),
        ).toBeNull();
  });
});

const WITHOUT: Record<Need, [Partial<MoveWords>, Record<string, string>]> = {
  owner: [{ ownerId: null }, { owner: "owner.missing" }],
  team: [{ teamId: null }, { team: "team.missing" }],
  week: [{ week: "next week" }, { week: "week.shape" }],
  code: [{ code: "because" }, { code: "reason.code.missing" }],
  sentence: [{ reason: "一二三四五六七八九十一二三四五" }, { reason: "reason.short" }], // reads as 37.5
  reason: [{ reason: " \u0000 " }, { reason: "reason.missing" }],
};
const NEEDS = MOVES.filter(({ who, missing }) => !missing && (who === "staff" || who === "moderator")).flatMap((row) =>
  row.needs.map((need) => ({ ...row, from: row.from[0] ?? "draft", need })),
);

describe("moving an idea", () => {
  test.each(NEEDS)(
    "from $from to $to is refused without its $need, and leaves no trace",
    async ({ from, to, who, need }) => {
      const id = await ideaIn(from);
      const before = await pageOf(id);
      const [lacking, fields] = WITHOUT[need];
      const mover = who === "staff" ? town.stella : town.max;
      await expect(move(mover, id, to, full(lacking))).rejects.toMatchObject({ code: "form.invalid", fields });
      expect(await pageOf(id)).toEqual(before);
      expect(await factsOf(db, id)).toEqual(["idea.proposed"]);
    },
  );

  test("is refused with a reason of 2,001 characters, asked for or not", async () => {
    const id = await ideaIn("submitted");
    const long = full({ reason: "x".repeat(2_001) });
    for (const [who, to] of [
      [town.stella, "declined"],
      [town.ann, "withdrawn"],
    ] as const)
      await expect(move(who, id, to, long)).rejects.toMatchObject({ fields: { reason: "reason.long" } });
  });

  test("goes to people and teams that are there", async () => {
    const id = await ideaIn("submitted");
    const decline = (ownerId: MemberId) => move(town.stella, id, "declined", full({ ownerId }));
    for (const stranger of [town.ben.id, town.alma.id, 2_000_000_000 as MemberId])
      await expect(decline(stranger)).rejects.toMatchObject({ fields: { owner: "owner.not.staff" } });
    await expect(move(town.stella, id, "accepted", full({ teamId: 2_000_000_000 as TeamId }))).rejects.toMatchObject({
      fields: { team: "team.missing" },
    });
    expect((await pageOf(id)).history).toEqual([]);
  });

  test("is refused to whom it isn't for, where it isn't listed, and where there is nothing to see", async () => {
    const id = await ideaIn("submitted");
    await expect(move(town.ben, id, "declined")).rejects.toMatchObject({ code: "move.not.yours" });
    await expect(move(town.stella, id, "withdrawn")).rejects.toMatchObject({ code: "move.not.yours" });
    await expect(move(town.stella, id, "verified")).rejects.toMatchObject({ code: "move.not.listed" });
    await expect(move(town.max, id, "merged")).rejects.toMatchObject({ code: "move.not.listed" });
    const secret = await draft(db, town.ann, town.board);
    await hide(db, id);
    for (const unseen of [id, secret, 2_000_000_000 as TopicId])
      await expect(move(town.stella, unseen, "declined")).rejects.toMatchObject({ code: "not.found" });
    expect(await pageOf(id)).toMatchObject({ status: "submitted", history: [] });
  });

  test("goes the whole way, and tells it", async () => {
    const id = await ideaIn("submitted");
    await move(town.max, id, "qualified", { ...NO_WORDS, reason: "Many ask for it elsewhere." });
    await move(town.stella, id, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    await move(town.stella, id, "accepted", { ...NO_WORDS, teamId: power, week: "", noDate: true });
    expect(await pageOf(id)).toMatchObject({ owner: "stella", targetWeek: null });
    await move(town.stella, id, "building", NO_WORDS);
    await move(town.stella, id, "in_release", NO_WORDS);
    const { status, owner, history } = await pageOf(id);
    expect({ status, owner }).toEqual({ status: "in_release", owner: "stella" });
    expect(history.map(({ to, by, owner, team, reason }) => [to, by, owner, team, reason])).toEqual([
      ["in_release", "stella", null, null, null],
      ["building", "stella", null, null, null],
      ["accepted", "stella", null, "Power", null],
      ["shortlisted", "stella", "stella", null, null],
      ["qualified", "max", null, null, "Many ask for it elsewhere."],
    ]);
    expect((await factsOf(db, id)).filter((kind) => kind === "idea.moved")).toHaveLength(5);
  });

  test("declines, and reopens with a reason", async () => {
    const id = await ideaIn("building");
    await move(town.stella, id, "declined", full({ reason: `${LONG}\u0000` }));
    await move(town.stella, id, "submitted", { ...NO_WORDS, reason: "The hardware came." });
    expect((await pageOf(id)).history).toMatchObject([
      { to: "submitted", reason: "The hardware came.", reasonCode: null },
      { to: "declined", reason: LONG, reasonCode: "later", owner: "stella" },
    ]);
  });

  test("writes one row when said twice, or thrice at once", async () => {
    const id = await ideaIn("submitted");
    await Promise.all([1, 2, 3].map(() => move(town.stella, id, "shortlisted")));
    await move(town.stella, id, "shortlisted");
    expect((await pageOf(id)).history).toHaveLength(1);
    expect(await factsOf(db, id)).toEqual(["idea.proposed", "idea.moved"]);
  });

  test("said by another, or in other words, is refused: nobody is told that their sentence stands", async () => {
    const id = await ideaIn("submitted");
    const sam = await person(db, "sam", ["staff"]);
    await move(town.stella, id, "declined");
    const other = full({ reason: `${LONG} And the test was long.` });
    for (const [who, words] of [
      [town.stella, other],
      [sam, full()],
      [town.ann, full()],
    ] as const)
      await expect(move(who, id, "declined", words)).rejects.toMatchObject({ code: /^move\.not/ });
    expect((await pageOf(id)).history).toHaveLength(1);
    const taken = await ideaIn("submitted");
    const accept = (words: Partial<MoveWords>) => move(town.stella, taken, "accepted", full({ reason: "", ...words }));
    await accept({});
    await accept({ code: "not asked for", ownerId: null });
    for (const other of [{ week: "2026-W52" }, { noDate: true }, { teamId: await addTeam(db, "Audio") }])
      await expect(accept(other)).rejects.toMatchObject({ code: "move.not.listed" });
    expect((await pageOf(taken)).history).toHaveLength(1);
  });

  test("keeps only what it asks for: an author who withdraws appoints no owner", async () => {
    const id = await ideaIn("submitted");
    await move(town.ann, id, "withdrawn", full({ reason: "Solved." }));
    expect(await pageOf(id)).toMatchObject({ owner: null, targetWeek: null });
    expect((await pageOf(id)).history).toMatchObject([
      { owner: null, team: null, reasonCode: null, reason: "Solved." },
    ]);
  });

  test("lets one of two different moves at once win, and refuses the other", async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => ideaIn("qualified")));
    for (const id of ids) {
      const both = await Promise.allSettled([move(town.ann, id, "withdrawn"), move(town.stella, id, "declined")]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const { status, history } = await pageOf(id);
      expect(history.map(({ to }) => to)).toEqual([status]);
    }
  });

  test("never leaves the listed moves, whoever asks for whatever", async () => {
    const { ann, ben, stella, max, alma } = town;
    const people = [ann, ben, stella, stella, stella, max, alma];
    const step = fc.record({
      who: fc.constantFrom(...people),
      to: fc.constantFrom(...STATUSES),
      words: fc.constantFrom(full(), full(), full(), NO_WORDS),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const id = await idea(db, ann, town.board);
        let now: IdeaStatus = "submitted";
        for (const { who, to, words } of steps) {
          const why = await move(who, id, to, words).then(
            () => null,
            ({ code }) => code,
          );
          expect([null, "move.not.listed", "move.not.yours", "form.invalid"]).toContain(why);
          if (why === null) now = to;
          expect((await pageOf(id)).status).toBe(now);
        }
        const rows = await db.read
          .select()
          .from(statusChanges)
          .where(eq(statusChanges.topicId, id))
          .orderBy(statusChanges.id);
        for (const { from, to } of rows)
          expect(MOVES.some((row) => !row.missing && row.from.includes(from) && row.to === to)).toBe(true);
        expect(["submitted", ...rows.map(({ to }) => to)]).toEqual([...rows.map(({ from }) => from), now]);
      }),
      { numRuns: 12 },
    );
  });
});
