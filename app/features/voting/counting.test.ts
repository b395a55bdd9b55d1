import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { toldTrusted } from "~/features/ideas/trusted";
import type { Member } from "~/features/members/rules";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import { auditedIdeas } from "~db/schema/auditing.ts";
import { trustRuns } from "~db/schema/trust.ts";
import type { Store } from "~db/store.ts";
import { tellAt } from "../../../tests/support/telling";
import { crowd, idea, openTestStore, settle, type Town, weigh } from "../../../tests/support/town";
import * as counter from "./counting.server";
import { castVote, withdrawVote } from "./voting.server";

const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 25);
const RUN = { at: 1, finishedAt: 2, report: {} };
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  await db.write((tx) => tx.insert(trustRuns).values({ ...RUN, lambda: 0.5 })); // nothing is told before
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const on = (at: number) => vi.spyOn(clock, "now").mockReturnValue(at);
const lamp = (): Promise<TopicId> => idea(db, town.ann, town.board, "A counted lamp");

async function countingOf(id: TopicId): Promise<counter.Counting> {
  const counting = await counter.countingOf(db, id);
  if (!counting) throw new Error("it is counted elsewhere");
  return counting;
}

async function fans(weights: readonly number[], prefix: string): Promise<Member[]> {
  const people = await crowd(db, weights.length, prefix);
  for (const [n, { id }] of people.entries()) await weigh(db, id, weights[n] ?? 0);
  return people;
}

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
    await tellAt(TODAY);
    expect(await countingOf(id)).toEqual({
      ...{ supporters: 8, staffSupport: 1, problemHavers: 1, objections: 0, importedSupport: 0, importedObjections: 0 },
      ...{ trusted: 6, weightless: 0, underAuditSince: null, audited: null, isYoung: true },
      told: { upTo: TODAY, people: 8, bands: [{ from: "full", to: "guests", people: 8 }], entryGroups: 8 },
    });
    await db.write((tx) => tx.insert(trustRuns).values({ ...RUN, lambda: 1 }));
    const looked = { topicId: id, at: 5, weighted: 6_100, flow: 5_000, audited: 5_000 };
    await db.write((tx) => tx.insert(auditedIdeas).values(looked));
    expect(await countingOf(id)).toMatchObject({
      isYoung: false,
      audited: { at: 5, support: 5, byTies: true, withoutOne: false },
    });
    await db.write((tx) => tx.update(auditedIdeas).set({ audited: 9_000 }).where(eq(auditedIdeas.topicId, id)));
    expect((await countingOf(id)).audited?.support).toBe(6); // never more than trusted support
    // It is said that one employee was left out where that is the number, and nowhere else.
    for (const [audited, withoutOneSeed, withoutOne] of [
      [5_000, 4_100, false],
      [4_100, 4_100, true],
    ] as const) {
      const found = { flow: null, audited, withoutOneSeed };
      await db.write((tx) => tx.update(auditedIdeas).set(found).where(eq(auditedIdeas.topicId, id)));
      const told = { at: 5, support: Math.floor(audited / 1_000), byTies: false, withoutOne };
      expect((await countingOf(id)).audited).toEqual(told);
    }
    await db.write((tx) => tx.insert(trustRuns).values({ ...RUN, lambda: 0.98 }));
    await db.write((tx) => tx.insert(trustRuns).values({ at: 3, report: {}, lambda: 0.98 })); // under way
    expect((await countingOf(id)).isYoung).toBe(true);
  });

  test("tells nothing of trust of fewer than five", async () => {
    on(TODAY - DAY);
    const id = await lamp();
    for (const fan of await fans([1_000, 900, 800, 700], "few")) await castVote(db, fan, id, support);
    await db.write((tx) => tx.insert(auditedIdeas).values({ topicId: id, at: 5, weighted: 3_400, audited: 3_400 }));
    await tellAt(TODAY);
    expect(await countingOf(id)).toMatchObject({ supporters: 4, trusted: null, audited: null, told: null });
  });

  test("shows whoever votes, withdraws and watches nothing of what one more weighs, but in the whole number", async () => {
    const known = [1_000, 1_000, 1_000, 1_000, 1_000, 640, 640, 640, 640, 640];
    const seen = new Map<number, unknown>();
    for (const [n, weight] of [1_000, 940, 700, 480, 130, 20].entries()) {
      on(TODAY - 2 * DAY);
      const id = await lamp();
      for (const fan of await fans(known, `spied${n}x`)) await castVote(db, fan, id, support);
      const [one] = (await fans([weight], `one${n}x`)) as [Member];
      await tellAt(TODAY - DAY);
      const before = await countingOf(id);
      on(TODAY - DAY);
      await castVote(db, one, id, support);
      const sameDay = await countingOf(id);
      await tellAt(TODAY);
      const nextDay = await countingOf(id);
      // The bands stay as they were, the same day and the next: a band changes with five people at once.
      for (const after of [sameDay, nextDay]) {
        expect(after.told).toEqual(before.told);
        expect(after.supporters).toBe(before.supporters + 1);
        expect((after.trusted ?? 0) - (before.trusted ?? 0)).toBeGreaterThanOrEqual(0);
        expect((after.trusted ?? 0) - (before.trusted ?? 0)).toBeLessThanOrEqual(1);
      }
      await withdrawVote(db, one, id, "support");
      await tellAt(TODAY + DAY);
      expect(await countingOf(id)).toEqual(before);
      const { trusted, ...rest } = nextDay;
      seen.set(weight, { ...rest, underAuditSince: null });
      expect(toldTrusted({ supporters: 11, trusted: (trusted ?? 0) * 1_000 })).toBe(trusted);
    }
    // All but the whole number is the same, whatever they weigh.
    expect(new Set([...seen.values()].map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
