import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { freezeOrders, thawOrders } from "~/features/ideas/tallies.server";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "../../../tests/support/town";
import { recount } from "./recounting.server";
import { VOTE_KINDS } from "./rules";
import { castVote, withdrawVote } from "./voting.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

describe("every tally equals its rows", () => {
  const people = () => [town.ben, town.cleo, town.stella, town.max];
  const act = fc.record({ who: fc.nat(3), kind: fc.constantFrom(...VOTE_KINDS), isCast: fc.boolean() });
  type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

  const doIt = (lamp: TopicId, { who, kind, isCast }: Act) => {
    const me = people()[who] ?? town.ben;
    return isCast
      ? castVote(db, me, lamp, { kind, reason: "Because of the battery." })
      : withdrawVote(db, me, lamp, kind);
  };

  test("whatever people do in whatever order, all at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const lamp = await idea(db, town.ann, town.board, "A much discussed lamp");
        await Promise.all(acts.map((one) => doIt(lamp, one)));
        expect(await recount(db, false)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test("and one after the other, what each said last is what stands", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
        const lamp = await idea(db, town.ann, town.board, "A slowly discussed lamp");
        const said = new Map<string, boolean>();
        for (const one of acts) {
          await doIt(lamp, one);
          said.set(`${one.who === 2 ? "staff " : ""}${one.kind} ${one.who}`, one.isCast);
        }
        const standing = (start: string) => [...said].filter(([name, isCast]) => isCast && name.startsWith(start));
        expect(await ideaPage(db, null, lamp)).toMatchObject({
          supporters: standing("support").length,
          staffSupport: standing("staff support").length,
          problemHavers: standing("problem").length + standing("staff problem").length,
          objections: standing("objection").length + standing("staff objection").length,
        });
        expect(await recount(db, false)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe("recounting", () => {
  const NUMBERS = {
    supporters: ideas.supporters,
    staffSupport: ideas.staffSupport,
    problemHavers: ideas.problemHavers,
    objections: ideas.objections,
    weightSum: ideas.weightSum,
    guestSum: ideas.guestSum,
    trusted: ideas.trusted,
    most: ideas.most,
    net: ideas.net,
    hot: ideas.hot,
  };

  test.each(Object.entries(NUMBERS))(
    "finds a wrong number of %s, and repairs it and nothing else",
    async (name, column) => {
      const lamp = await idea(db, town.ann, town.board, "A miscounted lamp");
      const other = await idea(db, town.ann, town.board, "A lamp beside it");
      for (const me of [town.ben, town.stella]) await castVote(db, me, lamp, { kind: "support", reason: "" });
      const before = await ideaPage(db, null, lamp);
      await db.write((tx) =>
        tx
          .update(ideas)
          .set({ [name]: sql`${column} + 7` })
          .where(eq(ideas.topicId, lamp)),
      );
      const drifts = await recount(db, false);
      expect(drifts).toMatchObject([{ id: lamp, name }]);
      const [{ stored, counted } = { stored: 0, counted: 0 }] = drifts;
      expect(stored - counted).toBeCloseTo(7, 6);
      expect(await recount(db, false)).toEqual(drifts); // looking changes nothing
      expect(await recount(db, true)).toEqual(drifts);
      expect(await recount(db, true)).toEqual([]);
      expect(await ideaPage(db, null, lamp)).toEqual(before);
      expect((await ideaPage(db, null, other)).supporters).toBe(0);
    },
  );

  test("asks about no order of an idea whose votes are looked at, and about its numbers as ever", async () => {
    const lamp = await idea(db, town.ann, town.board, "A lamp looked at");
    await castVote(db, town.ben, lamp, { kind: "support", reason: "" });
    await db.write((tx) => freezeOrders(tx, lamp));
    await castVote(db, town.cleo, lamp, { kind: "support", reason: "" });
    expect(await recount(db, false)).toEqual([]);
    const numbers = async () => (await db.read.select().from(ideas).where(eq(ideas.topicId, lamp)))[0];
    expect(await numbers()).toMatchObject({ supporters: 2, weightSum: 2_000, most: 1, net: 1, trend: 1 });
    await db.write((tx) => tx.update(ideas).set({ supporters: 9 }).where(eq(ideas.topicId, lamp)));
    expect(await recount(db, true)).toMatchObject([{ id: lamp, name: "supporters" }]);
    expect(await numbers()).toMatchObject({ supporters: 2, most: 1, net: 1, trend: 1 });
    await db.write((tx) => thawOrders(tx, lamp));
    expect(await numbers()).toMatchObject({ supporters: 2, most: 2, net: 2, trend: 2, underAuditSince: null });
    expect(await recount(db, false)).toEqual([]);
  });

  test("counts again what comes while it repairs", async () => {
    const lamp = await idea(db, town.ann, town.board, "A busy lamp");
    const fans = await crowd(db, 12, "busy");
    await db.write((tx) => tx.update(ideas).set({ supporters: 40, net: -3 }).where(eq(ideas.topicId, lamp)));
    await Promise.all([
      recount(db, true),
      ...fans.map((fan) => castVote(db, fan, lamp, { kind: "support", reason: "" })),
      recount(db, true),
    ]);
    await recount(db, true);
    expect((await ideaPage(db, null, lamp)).supporters).toBe(12);
    expect(await recount(db, false)).toEqual([]);
  });
});
