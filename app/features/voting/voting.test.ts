import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ideaPage } from "~/features/ideas/listing.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { propose } from "~/features/ideas/proposing.server";
import { stepTally } from "~/features/ideas/tallies.server";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { follow } from "~/features/topics/topics.server";
import { REACTIONS } from "~/reactions.server";
import type { TopicId } from "~db/ids.ts";
import { runReactions } from "~db/outbox.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { recount } from "./recounting.server";
import { VOTE_KINDS } from "./rules";
import { castVote, withdrawVote } from "./voting.server";

let db: Store;
let town: Town;
let dark: TopicId;
const support = { kind: "support", reason: "" } as const;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  dark = await idea(db, town.ann, town.board);
});
afterAll(() => db.close());

describe("casting a vote", () => {
  test("counts a member once, however often they press", async () => {
    await castVote(db, town.ben, dark, support);
    expect(await castVote(db, town.ben, dark, support)).toMatchObject({ supporters: 1 });
  });

  test("counts fifty people at once as fifty, and one person fifty times as one", async () => {
    const fans = await crowd(db, 50);
    const lamp = await idea(db, town.ann, town.board, "A brighter lamp");
    await Promise.all(fans.map((fan) => castVote(db, fan, lamp, support)));
    await Promise.all(Array.from({ length: 50 }, () => castVote(db, town.cleo, lamp, support)));
    expect(await castVote(db, town.cleo, lamp, support)).toMatchObject({ supporters: 51 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("is taken back once", async () => {
    await withdrawVote(db, town.ben, dark, "support");
    expect(await withdrawVote(db, town.ben, dark, "support")).toMatchObject({ supporters: 0 });
  });

  test("is refused to an objection without a reason, to one's own idea, and where nobody may see it", async () => {
    const object = (me: Member, reason: string) => castVote(db, me, dark, { kind: "objection", reason });
    await expect(object(town.ben, "no")).rejects.toMatchObject({ fields: { reason: "objection.reason.short" } });
    await expect(object(town.ben, "x".repeat(1_001))).rejects.toMatchObject({
      fields: { reason: "objection.reason.long" },
    });
    await expect(object(town.ann, "It drains the battery.")).rejects.toMatchObject({ code: "vote.own.objection" });
    const draft = await propose(
      db,
      town.ann,
      { title: "Draft", problem: "x", proposal: "", tags: "", boardId: town.board },
      { once: "d", asDraft: true },
    );
    await expect(castVote(db, town.ben, draft, support)).rejects.toMatchObject({ code: "not.found" });
    expect(await withdrawVote(db, town.ben, dark, "objection")).toMatchObject({ objections: 0, supporters: 0 });
  });

  test("is refused once the idea is closed, and so is taking it back", async () => {
    const lamp = await idea(db, town.ann, town.board, "A closed idea");
    await castVote(db, town.ben, lamp, support);
    await moveIdea(db, town.ann, lamp, "withdrawn", {
      ownerId: null,
      teamId: null,
      week: "",
      noDate: false,
      code: "",
      reason: "",
    });
    await expect(castVote(db, town.cleo, lamp, support)).rejects.toMatchObject({ code: "vote.not.open" });
    await expect(withdrawVote(db, town.ben, lamp, "support")).rejects.toMatchObject({ code: "vote.not.open" });
    expect(await recount(db, false)).toEqual([]);
  });

  test("keeps the support of staff apart", async () => {
    const lamp = await idea(db, town.ann, town.board, "A lamp for staff");
    expect(await castVote(db, town.stella, lamp, support)).toMatchObject({ supporters: 0, staffSupport: 1 });
    expect(await withdrawVote(db, town.stella, lamp, "support")).toMatchObject({ supporters: 0, staffSupport: 0 });
  });

  test("makes the voter follow, unless they stopped before", async () => {
    const lamp = await idea(db, town.ann, town.board, "A followed lamp");
    await follow(db, town.cleo, lamp, false);
    await castVote(db, town.ben, lamp, support);
    await castVote(db, town.cleo, lamp, support);
    while ((await runReactions(db, REACTIONS, Date.now())) > 0);
    const following = async (me: Member) => (await ideaPage(db, me, lamp)).isFollowed;
    expect([await following(town.ann), await following(town.ben), await following(town.cleo)]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await ideaPage(db, null, lamp)).followers).toBe(2);
    expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
  });

  test("leaves every tally equal to its rows, whatever people do in whatever order", async () => {
    const people = [town.ben, town.cleo, town.stella, town.max];
    const act = fc.record({ who: fc.nat(3), kind: fc.constantFrom(...VOTE_KINDS), isCast: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const lamp = await idea(db, town.ann, town.board, "A much discussed lamp");
        await Promise.all(
          acts.map(({ who, kind, isCast }) => {
            const me = people[who] ?? town.ben;
            return isCast
              ? castVote(db, me, lamp, { kind, reason: "Because of the battery." })
              : withdrawVote(db, me, lamp, kind);
          }),
        );
        expect(await recount(db, false)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe("recounting", () => {
  test("finds a tally that differs from its rows, and repairs it", async () => {
    const lamp = await idea(db, town.ann, town.board, "A miscounted lamp");
    await db.write((tx) => stepTally(tx, lamp, { supporters: 7 }));
    expect((await recount(db, false)).filter(({ id }) => id === lamp)).toContainEqual({
      id: lamp,
      name: "supporters",
      stored: 7,
      counted: 0,
    });
    await recount(db, true);
    expect(await recount(db, false)).toEqual([]);
  });
});
