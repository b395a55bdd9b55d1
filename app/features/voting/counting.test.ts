import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { toldTrusted } from "~/features/ideas/trusted";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import { auditedIdeas } from "~db/schema/auditing.ts";
import { trustRuns } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town, weigh } from "../../../tests/support/town";
import { BANDS, FEWEST_APART, tellBands } from "./bands";
import * as counter from "./counting.server";
import { castVote } from "./voting.server";

const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 25);
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const on = (at: number) => vi.spyOn(clock, "now").mockReturnValue(at);
const lamp = (): Promise<TopicId> => idea(db, town.ann, town.board, "A counted lamp");

async function countingOf(store: Store, id: TopicId, now: number): Promise<counter.Counting> {
  const counting = await counter.countingOf(store, id, now);
  if (!counting) throw new Error("it is counted elsewhere");
  return counting;
}

async function fans(weights: readonly number[], prefix: string): Promise<Member[]> {
  const people = await crowd(db, weights.length, prefix);
  for (const [n, { id }] of people.entries()) await weigh(db, id, weights[n] ?? 0);
  return people;
}

describe("bands of weight", () => {
  const people = fc.record({ full: fc.nat(30), most: fc.nat(30), some: fc.nat(30), guests: fc.nat(30) });

  test("tell of everybody, in order, and never of fewer than five apart", () => {
    fc.assert(
      fc.property(people, (counts) => {
        const rows = tellBands(counts);
        const all = BANDS.reduce((sum, band) => sum + counts[band], 0);
        expect(rows.reduce((sum, row) => sum + row.people, 0)).toBe(all);
        if (all >= FEWEST_APART) for (const row of rows) expect(row.people).toBeGreaterThanOrEqual(FEWEST_APART);
        for (const { from, to } of rows) expect(BANDS.indexOf(from)).toBeLessThanOrEqual(BANDS.indexOf(to));
      }),
    );
    expect(tellBands({ full: 7, most: 0, some: 0, guests: 3 })).toEqual([{ from: "full", to: "guests", people: 10 }]);
    expect(tellBands({ full: 2, most: 4, some: 9, guests: 5 })).toEqual([
      { from: "full", to: "most", people: 6 },
      { from: "some", to: "some", people: 9 },
      { from: "guests", to: "guests", people: 5 },
    ]);
  });
});

describe("how an idea is counted", () => {
  test("names every number, whom it leaves out, and that the community is young until it has grown in", async () => {
    on(TODAY - DAY);
    const id = await lamp();
    for (const [n, fan] of (await fans([1_000, 1_000, 1_000, 1_000, 1_000, 700, 300, 50], "named")).entries()) {
      on(TODAY - DAY + n);
      await castVote(db, fan, id, support);
    }
    await castVote(db, town.stella, id, support);
    await castVote(db, town.max, id, { kind: "problem", reason: "" });
    expect(await countingOf(db, id, TODAY)).toEqual({
      ...{ supporters: 8, staffSupport: 1, problemHavers: 1, objections: 0, importedSupport: 0, importedObjections: 0 },
      ...{ trusted: 6, weightless: 0, entryGroups: 5, underAuditSince: null, audited: null, isYoung: true },
      bands: [{ from: "full", to: "full", people: 5 }],
      bandsOf: 5,
    });
    const run = { at: 1, finishedAt: 2, report: {} };
    await db.write((tx) => tx.insert(trustRuns).values({ ...run, lambda: 1 }));
    const looked = { topicId: id, at: 5, weighted: 6_100, flow: 5_000, audited: 5_000 };
    await db.write((tx) => tx.insert(auditedIdeas).values(looked));
    expect(await countingOf(db, id, TODAY)).toMatchObject({
      isYoung: false,
      audited: { at: 5, support: 5, byTies: true, withoutOne: false },
    });
    await db.write((tx) => tx.update(auditedIdeas).set({ audited: 9_000 }).where(eq(auditedIdeas.topicId, id)));
    expect((await countingOf(db, id, TODAY))?.audited?.support).toBe(6); // never more than trusted support
    // It is said that one employee was left out where that is the number, and nowhere else.
    for (const [audited, withoutOneSeed, withoutOne] of [
      [5_000, 4_100, false],
      [4_100, 4_100, true],
    ] as const) {
      const found = { flow: null, audited, withoutOneSeed };
      await db.write((tx) => tx.update(auditedIdeas).set(found).where(eq(auditedIdeas.topicId, id)));
      const told = { at: 5, support: Math.floor(audited / 1_000), byTies: false, withoutOne };
      expect((await countingOf(db, id, TODAY)).audited).toEqual(told);
    }
    await db.write((tx) => tx.insert(trustRuns).values({ ...run, lambda: 0.98 }));
    await db.write((tx) => tx.insert(trustRuns).values({ at: 3, report: {}, lambda: 0.98 })); // under way
    expect((await countingOf(db, id, TODAY)).isYoung).toBe(true);
  });

  test("tells nothing of trust of fewer than five", async () => {
    on(TODAY - DAY);
    const id = await lamp();
    for (const fan of await fans([1_000, 900, 800, 700], "few")) await castVote(db, fan, id, support);
    await db.write((tx) => tx.insert(auditedIdeas).values({ topicId: id, at: 5, weighted: 3_400, audited: 3_400 }));
    expect(await countingOf(db, id, TODAY)).toMatchObject({
      supporters: 4,
      trusted: null,
      audited: null,
      bands: [],
      entryGroups: null,
    });
  });

  test("shows whoever votes and watches nothing of what one more weighs, but in the whole number", async () => {
    const known = [1_000, 1_000, 1_000, 1_000, 1_000, 640, 640, 640, 640, 640];
    const seen = new Map<number, unknown>();
    for (const [n, weight] of [1_000, 940, 700, 480, 130, 20].entries()) {
      on(TODAY - 2 * DAY);
      const id = await lamp();
      for (const fan of await fans(known, `spied${n}x`)) await castVote(db, fan, id, support);
      const [one] = (await fans([weight], `one${n}x`)) as [Member];
      const before = await countingOf(db, id, TODAY);
      on(TODAY - DAY);
      await castVote(db, one, id, support);
      const sameDay = await countingOf(db, id, TODAY - DAY + 1);
      const nextDay = await countingOf(db, id, TODAY);
      // The bands stay as they were, the same day and the next: a band changes with five people at once.
      for (const after of [sameDay, nextDay]) {
        expect([after.bands, after.entryGroups]).toEqual([before.bands, before.entryGroups]);
        expect(after.supporters).toBe(before.supporters + 1);
        expect((after.trusted ?? 0) - (before.trusted ?? 0)).toBeGreaterThanOrEqual(0);
        expect((after.trusted ?? 0) - (before.trusted ?? 0)).toBeLessThanOrEqual(1);
      }
      const { trusted, ...rest } = nextDay;
      seen.set(weight, { ...rest, underAuditSince: null });
      expect(toldTrusted({ supporters: 11, trusted: (trusted ?? 0) * 1_000 })).toBe(trusted);
    }
    // All but the whole number is the same, whatever they weigh.
    expect(new Set([...seen.values()].map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
