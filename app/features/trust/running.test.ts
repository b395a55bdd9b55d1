import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import { castVote } from "~/features/voting/voting.server";
import { at } from "~/platform/pretended-time.server";
import { notifications } from "~db/schema/notifications.ts";
import { standings, ties, trustRuns, trustScores } from "~db/schema/trust.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store, Tx } from "~db/store.ts";
import { idea, newForm, react } from "../../../tests/support/town";
import { DAY, NOW, openWeighedTown } from "../../../tests/support/weighed-town";
import { weighPeople } from "./clock.server";
import { weighEverybody, weighNow } from "./running.server";
import { lambdaNow } from "./runs.server";
import { latestRun } from "./runs.store.server";
import { settleStandings } from "./standings.server";

const { db, town, tie, standing } = await openWeighedTown();

const grownIn = (lambda: number, when: number) =>
  db.write((tx) => tx.insert(trustRuns).values({ at: when, finishedAt: when, lambda, report: {} }));
const run = (when = NOW, by: Member | null = null) => at(when, () => weighEverybody(db, by));
/** Stella answers somebody, and so is where trust begins. */
async function answer(when = NOW - DAY): Promise<void> {
  const topic = await at(when, () => idea(db, town.ann, town.board));
  await at(when, () => addComment(db, town.stella, topic, { text: "We look at it.", parentId: null, once: newForm() }));
  await react(db); // before ties are made up here, which it would take for wrong
}
const news = async (me: Member, kind: string) =>
  (await inboxOf(db, me, null)).groups.filter((group) => group.kind === kind);

describe("a run", () => {
  test("stores what it found, and leaves everybody's weight as it is while the community is new", async () => {
    await answer();
    await tie(town.ann, town.stella);
    await tie(town.ann, town.ben, NOW - 365 * DAY);
    const id = await run();
    const latest = await latestRun(db.read);
    expect(latest).toMatchObject({ id, at: NOW, people: 3, ties: 2, seeds: 1, lambda: 0, changed: 0, by: null });
    expect(latest?.tau).toBeGreaterThan(0);
    const scores = await db.read.select().from(trustScores).orderBy(asc(trustScores.memberId));
    expect(scores.map(({ memberId, degree, staffMet }) => [memberId, degree, staffMet])).toEqual([
      [town.ann.id, 1.5, 1],
      [town.ben.id, 0.5, 0],
      [town.stella.id, 1, 0],
    ]);
    expect(await standing(town.cleo)).toMatchObject({ weight: 1000, isGuest: false });
  });

  test("forgets who has no ties any more, and sums up what a pair has", async () => {
    await answer();
    await tie(town.ann, town.stella);
    await tie(town.cleo, town.stella, NOW, 0); // waits for its year
    await db.write((tx) =>
      tx
        .insert(ties)
        .values({ lowId: town.ann.id, highId: town.stella.id, kind: "vouches", subject: "", weight: 1000, at: NOW }),
    );
    await run();
    await db.write((tx) => tx.delete(ties));
    await tie(town.ben, town.stella);
    await run(NOW + DAY);
    const scores = await db.read.select().from(trustScores).orderBy(asc(trustScores.memberId));
    expect(scores.map(({ memberId, degree }) => [memberId, Math.round(degree * 100)])).toEqual([
      [town.ben.id, 100],
      [town.stella.id, 100],
    ]);
  });

  test("moves λ by 0.02 a day at most, whatever the clock does", async () => {
    await answer();
    await tie(town.ann, town.stella);
    await grownIn(0, NOW - DAY);
    for (const when of [NOW, NOW + 3 * DAY, NOW - 20 * DAY, NOW, NOW + 400 * DAY]) {
      const before = await latestRun(db.read);
      await run(when);
      const after = await latestRun(db.read);
      expect(after?.id).not.toBe(before?.id);
      expect(Math.abs((after?.lambda ?? 0) - (before?.lambda ?? 0))).toBeLessThanOrEqual(0.02 + 1e-9);
      expect(after?.lambda).toBeGreaterThanOrEqual(0);
    }
  });

  test("has everybody's weight slide, tells only of falls, and writes no row that stays equal", async () => {
    await answer();
    await tie(town.ann, town.stella);
    await grownIn(0.9, NOW);
    await db.write((tx) => tx.update(standings).set({ weight: 500 }).where(eq(standings.memberId, town.ben.id)));
    await db.write((tx) => tx.update(standings).set({ weight: 150 }).where(eq(standings.memberId, town.cleo.id)));
    await run();
    expect(await standing(town.ann)).toMatchObject({ weight: 1000 });
    expect(await standing(town.ben)).toMatchObject({ weight: 100, isGuest: false });
    expect(await standing(town.cleo)).toMatchObject({ weight: 100, isGuest: false });
    await react(db);
    expect(await news(town.ben, "weight")).toMatchObject([{ words: "ties" }]);
    expect(await news(town.cleo, "weight")).toEqual([]);
    await run(NOW);
    expect(await latestRun(db.read)).toMatchObject({ changed: 0 });
  });

  test("tells whoever few know that the community has grown in, once, and of no other reason", async () => {
    await db.write((tx) => tx.delete(notifications));
    const grow = async (before: number) => {
      const growing = { lambda: Math.min(1, before + 0.02), before, isRun: true };
      await db.write((tx) => settleStandings(tx, [town.cleo.id, town.ben.id], growing));
      await react(db);
    };
    for (const one of [town.cleo, town.ben])
      await db.write((tx) => tx.update(standings).set({ weight: 310 }).where(eq(standings.memberId, one.id)));
    await db.write((tx) => tx.update(standings).set({ weight: 900 }).where(eq(standings.memberId, town.ben.id)));
    for (let n = 0; n < 12; n++) await grow(0.69 + 0.02 * n);
    expect(await standing(town.cleo)).toMatchObject({ isGuest: true });
    expect((await news(town.cleo, "weight")).map(({ words }) => words)).toEqual(["growing"]);
    expect((await news(town.ben, "weight")).map(({ words }) => words)).toEqual(["growing", "ties"]); // first lost whom they knew
  });

  test("with nobody of staff who answered keeps what was found, and lets λ go down", async () => {
    await db.write((tx) =>
      tx.insert(trustScores).values({ memberId: town.ann.id, runId: 1 as never, p: 1, degree: 1, q: 1, g: 0.5 }),
    );
    await grownIn(0.5, NOW + 100 * DAY);
    await run(NOW + 101 * DAY);
    expect(await latestRun(db.read)).toMatchObject({ seeds: 0, lambda: 0.48 });
    expect(await db.read.select().from(trustScores)).toMatchObject([{ memberId: town.ann.id, g: 0.5 }]);
  });

  test("is one at a time, and a broken-off one is overtaken", async () => {
    await db.write((tx) => tx.insert(trustRuns).values({ at: NOW - 1000, report: {} }));
    const both = await at(NOW, () => Promise.all([weighEverybody(db, null), weighEverybody(db, town.alma)]));
    expect(both.filter((id) => id === null)).toHaveLength(1);
    await at(NOW, () => weighNow(db, town.alma));
    expect(await latestRun(db.read)).toMatchObject({ by: town.alma.id });
  });

  test("that breaks off each time leaves no more rows than are looked at, and the latest that came to its end", async () => {
    await grownIn(0.4, NOW - DAY);
    const finished = (await latestRun(db.read))?.id;
    const broken = Array.from({ length: 500 }, () => ({ at: NOW - DAY, lambda: 0.4, report: {} }));
    await db.write((tx) => tx.insert(trustRuns).values(broken));
    let writes = 0;
    const failing: Store = Object.assign(Object.create(db), {
      // Behind the lease and the row of the run.
      write: <Found>(act: (tx: Tx) => Promise<Found>) =>
        ++writes === 3 ? Promise.reject(new Error("full")) : db.write(act),
    });
    await expect(at(NOW, () => weighEverybody(failing, null))).rejects.toThrow();
    expect(await db.read.$count(trustRuns)).toBeLessThanOrEqual(402);
    expect(await latestRun(db.read)).toMatchObject({ id: finished, lambda: 0.4 });
  });

  test("comes with the first start and in the community's night, not in between", async () => {
    const runs = async () => (await db.read.select().from(trustRuns)).length;
    await at(NOW, () => weighPeople(db, NOW));
    expect(await runs()).toBe(1);
    await at(NOW + 3_600_000, () => weighPeople(db, NOW + 3_600_000));
    expect(await runs()).toBe(1);
    const night = Date.UTC(2026, 11, 1, 19); // three in the morning in Shanghai
    await at(night, () => weighPeople(db, night));
    expect(await runs()).toBe(2);
  });

  test("is finished once votes weigh what it found: audits begin then", async () => {
    await answer();
    await tie(town.ann, town.stella);
    const topic = await at(NOW, () => idea(db, town.ann, town.board));
    await castVote(db, town.cleo, topic, { kind: "support", reason: "" });
    await grownIn(0.9, NOW);
    const before = (await latestRun(db.read))?.id;
    const seen: Array<{ isFinished: boolean; weight: number | undefined }> = [];
    const watched: Store = Object.assign(Object.create(db), {
      write: async <Found>(act: (tx: Tx) => Promise<Found>): Promise<Found> => {
        const found = await db.write(act);
        const [vote] = await db.read.select().from(votes).where(eq(votes.memberId, town.cleo.id));
        seen.push({ isFinished: (await latestRun(db.read))?.id !== before, weight: vote?.weight });
        return found;
      },
    });
    await at(NOW, () => weighEverybody(watched, null));
    expect(seen.filter(({ isFinished, weight }) => isFinished && weight === 1000)).toEqual([]);
    expect(seen.at(-1)).toEqual({ isFinished: true, weight: 100 });
  });

  test("says on which boards nobody knows the staff", async () => {
    await answer();
    await run();
    expect((await latestRun(db.read))?.report).toMatchObject({ friendless: [town.board] });
    await tie(town.ann, town.stella);
    await run();
    expect((await latestRun(db.read))?.report).toMatchObject({ friendless: [] });
  });
});

test("how far the community has grown in is known from when weights slide, finished or not", async () => {
  await grownIn(0.4, NOW - DAY);
  await db.write((tx) => tx.insert(trustRuns).values({ at: NOW, lambda: 0.42, report: {} }));
  expect([await lambdaNow(db.read), (await latestRun(db.read))?.lambda]).toEqual([0.42, 0.4]);
});
