import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { standings } from "~db/schema/trust.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  idea,
  openTestStore,
  person,
  settle,
  stranger,
  type Town,
  unweigh,
  weigh,
} from "../../../tests/support/town";
import { addImportedSupport } from "./importing.server";
import { recount } from "./recounting.server";
import { reweighVotes } from "./reweighing.server";
import { castVote, withdrawVote } from "./voting.server";

const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const lamp = (title = "A brighter lamp"): Promise<TopicId> => idea(db, town.ann, town.board, title);

async function numbersOf(id: TopicId) {
  const { supporters, weightSum, guestSum, trusted } = ideas;
  const [row] = await db.read
    .select({ supporters, weightSum, guestSum, trusted })
    .from(ideas)
    .where(eq(ideas.topicId, id));
  return row;
}

async function voteOf(id: TopicId, me: Member) {
  const [row] = await db.read
    .select()
    .from(votes)
    .where(and(eq(votes.castOn, id), eq(votes.memberId, me.id), eq(votes.kind, "support")));
  return row;
}

describe("a vote", () => {
  test("weighs what its voter weighs now, whatever their session says", async () => {
    const id = await lamp();
    await weigh(db, town.ben.id, 640);
    await castVote(db, { ...town.ben, weight: 1, isGuest: true }, id, support);
    expect(await voteOf(id, town.ben)).toMatchObject({ weight: 640, guest: false, excludedBy: null });
    expect(await numbersOf(id)).toMatchObject({ supporters: 1, weightSum: 640, guestSum: 0 });
    await weigh(db, town.ben.id, 1_000);
  });

  test("of whom nobody knows anything is a guest's", async () => {
    const id = await lamp();
    const gus = await person(db, "gus");
    await unweigh(db, gus.id);
    await castVote(db, gus, id, support);
    expect(await voteOf(id, gus)).toMatchObject({ weight: 100, guest: true });
    expect(await numbersOf(id)).toMatchObject({ supporters: 1, weightSum: 0, guestSum: 1 });
  });

  test("of guests together never decides: a hundred of them add one", async () => {
    const id = await lamp();
    const guests = await crowd(db, 30, "many");
    for (const { id: guest } of guests) await weigh(db, guest, 50);
    for (const guest of guests) await castVote(db, guest, id, support);
    expect(await numbersOf(id)).toEqual({ supporters: 30, weightSum: 0, guestSum: 30, trusted: 1_000 });
    expect(await recount(db, false)).toEqual([]);
  });
});

describe("reweighing", () => {
  test("gives votes the weight of today, each once; of these members or of all", async () => {
    const [one, other] = [await lamp(), await lamp("Another lamp")];
    const fans = await crowd(db, 6, "later");
    for (const fan of fans) for (const id of [one, other]) await castVote(db, fan, id, support);
    await reweighVotes(db); // what the tests above left
    expect(await reweighVotes(db)).toBe(0);
    const [first, second, third] = fans as [Member, Member, Member];
    await weigh(db, first.id, 300);
    await weigh(db, second.id, 40);
    expect(await reweighVotes(db, [third.id])).toBe(0);
    expect(await reweighVotes(db, [first.id, third.id])).toBe(2);
    expect(await numbersOf(one)).toEqual({ supporters: 6, weightSum: 5_300, guestSum: 0, trusted: 5_000 });
    expect(await reweighVotes(db)).toBe(2);
    expect(await numbersOf(other)).toEqual({ supporters: 6, weightSum: 4_300, guestSum: 1, trusted: 4_000 });
    expect(await reweighVotes(db)).toBe(0);
    expect(await recount(db, false)).toEqual([]);
    await unweigh(db, first.id);
    expect(await reweighVotes(db)).toBe(2);
    expect(await voteOf(one, first)).toMatchObject({ weight: 100, guest: true });
  });

  test("lets support that came with an import weigh nothing, and that of staff alone", async () => {
    const id = await lamp();
    const { id: brought } = await stranger(db, "elsewhere", "Somebody");
    await db.write((tx) => addImportedSupport(tx, [{ id, supporters: [brought], at: 1 }]));
    await db.write((tx) => tx.update(ideas).set({ supporters: 1, most: 1, net: 1 }).where(eq(ideas.topicId, id)));
    await recount(db, true);
    await castVote(db, town.stella, id, support);
    await weigh(db, brought, 900);
    await weigh(db, town.stella.id, 200);
    expect(await reweighVotes(db)).toBe(0);
    expect(await numbersOf(id)).toMatchObject({ supporters: 1, weightSum: 0, guestSum: 0 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("steps the idea where merging made a vote count, once a person, and goes along when it comes apart", async () => {
    const [one, target] = [await lamp("A lamp said twice"), await lamp("The lamp that stays")];
    const fans = await crowd(db, 5, "moved");
    const [both, moved] = fans as [Member, Member];
    for (const fan of fans) await castVote(db, fan, one, support);
    await castVote(db, both, target, support);
    await mergeIdeas(db, town.max, { duplicateId: one, targetId: target, reason: "The same." });
    expect([await numbersOf(one), await numbersOf(target)]).toMatchObject([
      { supporters: 0, weightSum: 0 },
      { supporters: 5, weightSum: 5_000, trusted: 5_000 },
    ]);
    await weigh(db, both.id, 400);
    await weigh(db, moved.id, 300);
    expect(await reweighVotes(db, [both.id, moved.id])).toBe(3); // of one's two votes one counts; both weigh the same
    expect([await numbersOf(one), await numbersOf(target)]).toMatchObject([
      { supporters: 0, weightSum: 0 },
      { supporters: 5, weightSum: 3_700, trusted: 3_000 },
    ]);
    await unmergeIdea(db, town.max, one);
    expect([await numbersOf(one), await numbersOf(target)]).toMatchObject([
      { supporters: 5, weightSum: 3_700 },
      { supporters: 1, weightSum: 400 },
    ]);
    expect(await recount(db, false)).toEqual([]);
  });

  test("twice at once changes each vote once", async () => {
    const id = await lamp();
    const fans = await crowd(db, 8, "double");
    for (const fan of fans) await castVote(db, fan, id, support);
    for (const fan of fans) await weigh(db, fan.id, 500);
    const changed = await Promise.all([
      reweighVotes(db),
      reweighVotes(
        db,
        fans.map((fan) => fan.id),
      ),
      reweighVotes(db),
    ]);
    expect(changed.reduce((sum, n) => sum + n, 0)).toBe(8);
    expect(await numbersOf(id)).toMatchObject({ weightSum: 4_000 });
    expect(await recount(db, false)).toEqual([]);
  });
});

describe("whatever people do while weights change, all at once", () => {
  const act = fc.oneof(
    fc.record({ does: fc.constantFrom("cast", "withdraw"), who: fc.nat(5), n: fc.nat(1) }),
    fc.record({ does: fc.constant("weigh"), who: fc.nat(5), n: fc.integer({ min: 0, max: 1_000 }) }),
    fc.record({ does: fc.constantFrom("merge", "unmerge", "sweep"), who: fc.constant(0), n: fc.constant(0) }),
  );

  test("every tally is what the rows say, and after a look every vote weighs what its voter does", async () => {
    const fans = await crowd(db, 6, "meanwhile");
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const places = [await lamp("A weighed lamp"), await lamp("A lamp weighed beside it")] as const;
        const doIt = async (one: (typeof acts)[number]): Promise<unknown> => {
          if (one.does === "sweep") return reweighVotes(db);
          if (one.does === "merge")
            return mergeIdeas(db, town.max, { duplicateId: places[1], targetId: places[0], reason: "The same." });
          if (one.does === "unmerge") return unmergeIdea(db, town.max, places[1]);
          const fan = fans[one.who] ?? town.ben;
          if (one.does === "weigh") {
            await weigh(db, fan.id, one.n);
            return reweighVotes(db, [fan.id]);
          }
          const id = places[one.n] ?? places[0];
          return one.does === "cast" ? castVote(db, fan, id, support) : withdrawVote(db, fan, id, "support");
        };
        await Promise.all(acts.map(doIt));
        expect(await recount(db, false)).toEqual([]);
        await reweighVotes(db);
        expect(await recount(db, false)).toEqual([]);
        const stale = await db.read
          .select({ weight: votes.weight, now: standings.weight })
          .from(votes)
          .innerJoin(standings, eq(standings.memberId, votes.memberId))
          .where(and(eq(votes.root, places[0]), eq(votes.staff, false)));
        expect(stale.filter(({ weight, now }) => weight !== now)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
