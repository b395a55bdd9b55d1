import { and, eq, inArray } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { Member } from "~/features/members/rules";
import { mergeIdeas } from "~/features/merging/merging.server";
import { clock } from "~/platform/clock";
import type { AuditId, TopicId } from "~db/ids.ts";
import { trustRuns } from "~db/schema/trust.ts";
import { toldSupports, votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { tellAt } from "../../../tests/support/telling";
import { crowd, idea, openTestStore, settle, type Town, weigh } from "../../../tests/support/town";
import { tellSupport } from "./clock.server";
import { countingOf } from "./counting.server";
import { forgetVotesOn } from "./forgetting.server";
import { tellableAfter } from "./telling.store.server";
import { castVote, withdrawVote } from "./voting.server";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TODAY = Date.UTC(2026, 10, 25);
const support = { kind: "support", reason: "" } as const;
let db: Store;
let town: Town;
let crowds = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const on = (at: number) => vi.spyOn(clock, "now").mockReturnValue(at);
const told = async (id: TopicId) => (await countingOf(db, id))?.told;

async function vote(people: readonly Member[], id: TopicId, at: number): Promise<void> {
  for (const [n, one] of people.entries()) {
    on(at + n);
    await castVote(db, one, id, support);
  }
}

async function withdraw(people: readonly Member[], id: TopicId, at: number): Promise<void> {
  on(at);
  for (const one of people) await withdrawVote(db, one, id, "support");
}

/** An idea that so many supported the day before, the last of whom weighs little; told of today. */
async function supported(count: number, now = TODAY): Promise<{ id: TopicId; fans: Member[] }> {
  const fans = await crowd(db, count, `told${++crowds}x`);
  const victim = fans.at(-1) ?? town.ben;
  await weigh(db, victim.id, 130);
  on(now - 3 * DAY);
  const id = await idea(db, town.ann, town.board, `A lamp told of ${crowds}`);
  await vote(fans, id, now - DAY);
  await tellAt(now);
  return { id, fans };
}

const exclude = (id: TopicId, people: readonly Member[]) =>
  db.write((tx) =>
    tx
      .update(votes)
      .set({ excludedBy: 1 as AuditId })
      .where(
        and(
          eq(votes.root, id),
          inArray(
            votes.memberId,
            people.map((one) => one.id),
          ),
        ),
      ),
  );

test("nothing is told before it was worked out what people weigh", async () => {
  const { id } = await supported(11);
  expect(await told(id)).toBeNull();
  await db.write((tx) => tx.insert(trustRuns).values({ at: 1, lambda: 0, report: {} })); // under way
  await tellAt(TODAY);
  expect(await told(id)).toBeNull();
  await db.write((tx) => tx.insert(trustRuns).values({ at: 1, finishedAt: 2, lambda: 0.5, report: {} }));
  await tellAt(TODAY);
  expect(await told(id)).toMatchObject({ upTo: TODAY, people: 11, entryGroups: 11 });
});

describe("who withdraws", () => {
  test("sees nobody's band change, neither at once nor the next days, until five have left", async () => {
    const { id, fans } = await supported(11);
    const before = await told(id);
    expect(before).toMatchObject({ people: 11 });
    await withdraw(fans.slice(3, 4), id, TODAY + HOUR);
    expect(await told(id)).toEqual(before);
    for (const days of [1, 2]) {
      await tellAt(TODAY + days * DAY);
      expect(await told(id)).toEqual(before);
    }
    await withdraw(fans.slice(4, 8), id, TODAY + 2 * DAY + HOUR);
    expect(await told(id)).toEqual(before);
    await tellAt(TODAY + 3 * DAY);
    expect(await told(id)).toMatchObject({ upTo: TODAY + 3 * DAY, people: 6, entryGroups: 6 });
  });

  test("and votes again is one person, however often", async () => {
    const { id, fans } = await supported(11);
    const before = await told(id);
    for (const hour of [1, 2, 3]) {
      await withdraw(fans.slice(0, 1), id, TODAY + hour * HOUR);
      await vote(fans.slice(0, 1), id, TODAY + hour * HOUR + 1);
    }
    await withdraw(fans.slice(8), id, TODAY + 4 * HOUR);
    await tellAt(TODAY + DAY);
    expect(await told(id)).toEqual(before);
  });

  test("leaves what is told of fewer than five until five have left", async () => {
    const { id, fans } = await supported(7);
    await withdraw(fans.slice(0, 4), id, TODAY + HOUR);
    await tellAt(TODAY + DAY);
    expect(await told(id)).toMatchObject({ people: 7 });
    await withdraw(fans.slice(4, 5), id, TODAY + DAY + HOUR);
    await tellAt(TODAY + 2 * DAY);
    expect(await told(id)).toBeNull();
    await vote(fans.slice(0, 3), id, TODAY + 2 * DAY);
    await tellAt(TODAY + 3 * DAY);
    expect(await told(id)).toMatchObject({ people: 5 });
  });
});

describe("what is told of supporters", () => {
  test("changes once a day, however often a program starts, and once where two look at once", async () => {
    const { id, fans } = await supported(12);
    const before = await told(id);
    await withdraw(fans.slice(0, 6), id, TODAY + HOUR);
    await tellAt(TODAY + 2 * HOUR);
    expect(await told(id)).toEqual(before);
    const heard: string[] = [];
    const deaf = db.hear(({ touched }) => heard.push(...(touched ?? [])));
    const other = await openTestStore();
    const tomorrow = TODAY + DAY;
    await Promise.all([tellSupport(db, tomorrow), tellSupport(other, tomorrow), tellSupport(db, tomorrow)]);
    await other.close();
    deaf();
    expect(await told(id)).toMatchObject({ upTo: tomorrow, people: 6 });
    expect(heard.filter((key) => key === `topic:${id}`).length).toBeLessThanOrEqual(1);
    await tellSupport(db, tomorrow + HOUR);
    expect(await told(id)).toMatchObject({ upTo: tomorrow, people: 6 });
  });

  test("lets a kept page go when it changes", async () => {
    const { id } = await supported(4);
    await vote(await crowd(db, 1, "fifth"), id, TODAY + HOUR);
    const heard: string[] = [];
    const deaf = db.hear(({ touched }) => heard.push(...(touched ?? [])));
    await tellSupport(db, TODAY + 2 * DAY);
    deaf();
    expect(await told(id)).toMatchObject({ people: 5 });
    expect(heard).toContain(`topic:${id}`);
  });

  test("leaves out whom an audit took out, once five are", async () => {
    const { id, fans } = await supported(17);
    await exclude(id, fans.slice(0, 4));
    await tellAt(TODAY + DAY);
    expect(await told(id)).toMatchObject({ people: 17 });
    await exclude(id, fans.slice(4, 6));
    expect(await told(id)).toMatchObject({ people: 17 });
    await tellAt(TODAY + 2 * DAY);
    expect(await told(id)).toMatchObject({ people: 11, entryGroups: 11 });
  });

  test("is of all who came while the clock was off, today's left out", async () => {
    const { id } = await supported(6);
    for (const day of [0, 1, 2]) await vote(await crowd(db, 2, `off${day}x`), id, TODAY + day * DAY + HOUR);
    await vote(await crowd(db, 2, "offtoday"), id, TODAY + 3 * DAY);
    await tellAt(TODAY + 3 * DAY + HOUR);
    expect(await told(id)).toMatchObject({ upTo: TODAY + 3 * DAY, people: 12 });
  });

  test("follows weights only while the same people support it", async () => {
    const { id, fans } = await supported(10);
    const lighten = (people: readonly Member[]) =>
      db.write(async (tx) => {
        for (const one of people)
          await tx
            .update(votes)
            .set({ weight: 300 })
            .where(and(eq(votes.root, id), eq(votes.memberId, one.id)));
      });
    await lighten(fans.slice(0, 4));
    await tellAt(TODAY + DAY);
    const before = await told(id);
    expect(before?.bands).toEqual([
      { from: "full", to: "full", people: 5 },
      { from: "some", to: "some", people: 5 },
    ]);
    await lighten(fans.slice(5, 7));
    await vote(await crowd(db, 1, "onemore"), id, TODAY + DAY + HOUR);
    await tellAt(TODAY + 2 * DAY);
    expect(await told(id)).toEqual(before);
  });

  test("takes in what a merge brings when that is five people, and is nowhere of an idea that was merged", async () => {
    const { id } = await supported(6);
    const few = await supported(4);
    const many = await supported(5);
    expect(await told(many.id)).toMatchObject({ people: 5 });
    const merge = (duplicateId: TopicId) =>
      mergeIdeas(db, town.max, { duplicateId, targetId: id, reason: "They say the same." });
    on(TODAY + HOUR);
    await merge(few.id);
    await tellAt(TODAY + DAY);
    expect(await told(id)).toMatchObject({ people: 6 });
    await merge(many.id);
    await tellAt(TODAY + 2 * DAY);
    expect(await told(id)).toMatchObject({ people: 15 });
    expect(await db.read.select().from(toldSupports).where(eq(toldSupports.topicId, many.id))).toEqual([]);
  });

  test("goes with the idea", async () => {
    const { id } = await supported(5);
    await db.write((tx) => forgetVotesOn(tx, [id]));
    expect(await told(id)).toBeNull();
  });

  test("is looked for some ideas at a time, none twice and none left out", async () => {
    for (const count of [5, 6]) await supported(count);
    const midnight = TODAY + 30 * DAY;
    const all = await tellableAfter(db.read, { after: 0, midnight, limit: 1_000 });
    expect(all.length).toBeGreaterThan(5);
    const bySlices = [];
    for (let after = 0; ; ) {
      const some = await tellableAfter(db.read, { after, midnight, limit: 2 });
      bySlices.push(...some);
      after = some.at(-1)?.id ?? after;
      if (some.length < 2) break;
    }
    expect(bySlices).toEqual(all);
  });
});
