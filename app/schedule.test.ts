import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { startSession } from "~/features/identity/sessions.server";
import type { Member } from "~/features/members/rules";
import { follow } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import type { JobName } from "~/features/watching/rules";
import { clock } from "~/platform/clock";
import { type Mailer, type Outcome, openMailer } from "~/platform/mailer.server";
import { startSchedule } from "~/schedule.server";
import type { TopicId } from "~db/ids.ts";
import { clockState } from "~db/jobs.ts";
import { holdLease } from "~db/lease.ts";
import { queueMail, waitingMails } from "~db/mails.ts";
import { facts, leases, reactions } from "~db/schema/facts.ts";
import { sessions } from "~db/schema/identity.ts";
import type { Store } from "~db/store.ts";
import { crowd, idea, openTestStore, settle, type Town } from "../tests/support/town";

const DAY = 86_400_000;
const support = { kind: "support", reason: "" } as const;
const dataFolder = join(tmpdir(), "canyu-schedule");
let db: Store;
let town: Town;
const running: Array<() => Promise<void>> = [];

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
  vi.restoreAllMocks();
});

function start(store = db): () => Promise<void> {
  const stop = startSchedule(store, { mailer: openMailer({ smtp: null, dataFolder }), dataFolder });
  running.push(stop);
  return stop;
}
const until = (claim: () => Promise<void>) => vi.waitFor(claim, { timeout: 15_000, interval: 10 });
const isFollowing = async (me: Member, id: TopicId) => (await ideaPage(db, me, id)).isFollowed;
const holderNow = async () => (await db.read.select().from(leases).where(eq(leases.name, "schedule")))[0]?.holder;

describe("the clock", () => {
  test("answers what waited, and each vote soon after it is cast", async () => {
    const lamp = await idea(db, town.ann, town.board);
    start();
    await until(async () => expect(await isFollowing(town.ann, lamp)).toBe(true)); // proposed before it started
    for (const fan of [town.ben, town.cleo]) {
      await castVote(db, fan, lamp, support);
      await until(async () => expect(await isFollowing(fan, lamp)).toBe(true));
    }
  });

  test("settles every fact, and answers each once, though votes come while it runs", async () => {
    const lamp = await idea(db, town.ann, town.board);
    const fans = await crowd(db, 30);
    await follow(db, town.max, lamp, false);
    start();
    await Promise.all([...fans, town.max].map((fan) => castVote(db, fan, lamp, support)));
    await until(async () => {
      const rows = await db.read.select().from(facts);
      expect(rows.filter(({ settledAt }) => settledAt === null)).toEqual([]);
    });
    expect((await ideaPage(db, null, lamp)).followers).toBe(31);
    expect((await db.read.select().from(reactions)).filter(({ doneAt }) => doneAt === null)).toEqual([]);
  });

  test("qualifies, stalls and forgets as time passes", async () => {
    const full = await idea(db, town.ann, town.board, "Five want it");
    for (const fan of await crowd(db, 5, "gate")) await castVote(db, fan, full, support);
    start();
    await until(async () => expect((await ideaPage(db, null, full)).status).toBe("qualified"));
    const quiet = await idea(db, town.ann, town.board, "Nobody wants it");
    await startSession(db, "http://localhost", town.ann.id);
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 61 * DAY);
    await until(async () => expect((await ideaPage(db, null, quiet)).status).toBe("stalled"));
    await until(async () => expect(await db.read.select().from(sessions)).toEqual([]));
    expect((await ideaPage(db, null, full)).status).toBe("qualified");
  });

  test("goes on, whichever way it is set", async () => {
    const wanted = async (when: string) => {
      const full = await idea(db, town.ann, town.board, `Wanted ${when}`);
      for (const fan of await crowd(db, 5, `of${full}`)) await castVote(db, fan, full, support);
      return full;
    };
    const isQualified = (full: TopicId) =>
      until(async () => expect((await ideaPage(db, null, full)).status).toBe("qualified"));
    const first = await wanted("before it starts");
    start();
    await isQualified(first); // from now on the job comes due in a minute, or when the clock is set
    for (const days of [1, 0, -1, 0]) {
      const full = await wanted(`before day ${days}`);
      vi.spyOn(clock, "now").mockImplementation(() => Date.now() + days * DAY);
      await isQualified(full);
    }
    const waiting = async () => (await db.read.select().from(facts)).filter(({ settledAt }) => settledAt === null);
    for (const days of [365, -365, 0]) {
      vi.spyOn(clock, "now").mockImplementation(() => Date.now() + days * DAY);
      const lamp = await idea(db, town.ann, town.board, `Wanted on day ${days}`);
      await until(async () => expect(await isFollowing(town.ann, lamp)).toBe(true));
    }
    await until(async () => expect(await waiting()).toEqual([]));
  });

  test("runs in one program of several, and goes over to another when that one stops", async () => {
    const other = await openTestStore();
    const stop = start();
    await until(async () => expect(await holderNow()).toBeDefined());
    const first = await holderNow();
    const stopOther = start(other);
    await follow(other, town.ben, await idea(other, town.ann, town.board), true); // the other one hears, and may not
    expect(await holderNow()).toBe(first);
    await stop();
    await until(async () => expect([undefined, first]).not.toContain(await holderNow()));
    const lamp = await idea(db, town.ann, town.board); // a fact of the first program, noticed by the second
    await until(async () => expect(await isFollowing(town.ann, lamp)).toBe(true));
    await stopOther();
    await other.close();
  });

  test("goes on with the other jobs when one fails, and remembers of what until it runs well", async () => {
    const ran: string[] = [];
    let isBroken = true;
    const job = (name: JobName, run: () => void) => ({ name, every: 1_000, run: async () => run() });
    const failing = job("qualifyIdeas", () => {
      if (isBroken) throw new Error("a board is gone");
    });
    const stop = startSchedule(db, { mailer: openMailer({ smtp: null, dataFolder }), dataFolder }, [
      { ...job("sendMails", () => failing.run()), isSlow: true },
      failing,
      job("stallIdeas", () => ran.push("stallIdeas")),
    ]);
    running.push(stop);
    const known = async (name: JobName) =>
      (await clockState(db.read, "schedule")).jobs.find((one) => one.name === name);
    await until(async () => expect(await known("sendMails")).toMatchObject({ error: "a board is gone" }));
    expect(ran).toContain("stallIdeas");
    expect(await known("stallIdeas")).toMatchObject({ failedAt: null, error: null });
    const failed = await known("qualifyIdeas");
    expect(failed).toMatchObject({ failedAt: failed?.ranAt, error: "a board is gone" });
    isBroken = false;
    await until(async () => expect((await known("qualifyIdeas"))?.ranAt).toBeGreaterThan(failed?.ranAt ?? 0));
    await until(async () =>
      expect((await known("qualifyIdeas"))?.failedAt).toBeLessThan((await known("qualifyIdeas"))?.ranAt ?? 0),
    );
    expect(await known("qualifyIdeas")).toMatchObject({ error: "a board is gone" });
    expect((await clockState(db.read, "schedule")).holder).toBe(await holderNow());
  });

  test("holds nothing up while a mail server hangs, and waits for it when it stops", async () => {
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<Outcome>();
    const hanging: Mailer = {
      ...openMailer({ smtp: null, dataFolder: tmpdir() }),
      isConfigured: true,
      send() {
        asked.resolve();
        return answered.promise;
      },
    };
    const mail = { memberId: town.ann.id, address: "ann@example.com", kind: "test", subject: "Hi", text: "Hi" };
    await db.write((tx) => queueMail(tx, { ...mail, createdAt: Date.now(), expiresAt: Date.now() + DAY }));
    const stop = startSchedule(db, { mailer: hanging, dataFolder });
    await asked.promise;
    const lamp = await idea(db, town.ann, town.board);
    await until(async () => expect(await isFollowing(town.ann, lamp)).toBe(true));
    const stopped = stop();
    answered.resolve({ isSent: true, said: "taken" });
    await stopped;
    expect(await waitingMails(db.read, Date.now(), null, 10)).toEqual([]);
  });

  test("stops cleanly: what runs is finished, the lease is free, later votes wait", async () => {
    const stop = start();
    const lamp = await idea(db, town.ann, town.board);
    await Promise.all([castVote(db, town.ben, lamp, support), stop()]);
    await stop();
    expect(await holderNow()).toBeUndefined();
    await castVote(db, town.cleo, lamp, support);
    expect(await holdLease(db, "schedule", "somebody else", Date.now(), 1_000)).toBe(true);
    expect(await isFollowing(town.cleo, lamp)).toBe(false);
  });
});
