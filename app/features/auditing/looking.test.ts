import { and, eq, inArray, isNull } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { forgetPeople, forgetTopics } from "~/features/forgetting/taking-out.server";
import { STATUSES } from "~/features/ideas/rules";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { AuditId, TopicId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { ideas } from "~db/schema/ideas.ts";
import { ties, trustCatchUps, trustRuns, vouches } from "~db/schema/trust.ts";
import { newLamp, openAuditedTown, support } from "../../../tests/support/audited-town";
import { crowd, idea, openTestStore, person, react, unweigh } from "../../../tests/support/town";
import { auditsOf, auditView, lastNights } from "./audits.server";
import { auditIdeas } from "./clock.server";
import { firstIdeas } from "./looking.store.server";
import { auditFirstIdeas, auditIdea } from "./opening.server";

const DONE = (["people", "facts"] as const).map((name) => ({ name, begunAt: 1, isDone: true }));

const { db, town, numbers, exclude, letStand, looked } = await openAuditedTown();
afterAll(() => db.close());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("looking at votes", () => {
  /** Eight ideas, for each of which a ring votes within seconds, and others as people do. */
  async function ring() {
    const name = newLamp();
    const places: TopicId[] = [];
    for (let n = 0; n < 8; n++) places.push(await idea(db, town.ann, town.board, `Ring ${name} ${n}`));
    const [honest, puppets] = [await crowd(db, 8, `${name}h`), await crowd(db, 5, `${name}p`)];
    const start = Date.UTC(2026, 9, 1);
    const at = vi.spyOn(clock, "now");
    for (const [n, id] of places.entries()) {
      for (const [m, fan] of honest.entries()) {
        at.mockReturnValue(start + n * 9_000_000 + m * 3_700_000);
        if ((n + m) % 3) await castVote(db, fan, id, support);
      }
      for (const [m, puppet] of puppets.entries()) {
        at.mockReturnValue(start + n * 50_000_000 + m * 4_000);
        await castVote(db, puppet, id, support);
      }
    }
    vi.restoreAllMocks();
    return { places, honest, puppets };
  }

  test("finds a ring where a moderator asks, and opens one audit that names it and nobody else", async () => {
    const { places, puppets } = await ring();
    const id = places[0] ?? (0 as TopicId);
    const [audit, again] = [await auditIdea(db, town.max, id), await auditIdea(db, town.alma, id)];
    expect(again).toBe(audit);
    const view = await auditView(db, town.max, audit ?? (0 as AuditId));
    expect(view.suspects.map((one) => one.id)).toEqual(puppets.map((one) => one.id).sort((a, b) => a - b));
    expect(view.audit.findings).toMatchObject([{ reason: "pair", numbers: { people: 5, shared: 8, likeness: 1 } }]);
    expect(view.whyNot).toBeNull();
    expect(view.ballots.length).toBeGreaterThan(5);
    await expect(auditIdea(db, town.ben, id)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(auditIdea(db, town.max, 999_999 as TopicId)).rejects.toMatchObject({ code: "not.found" });
    const calm = await idea(db, town.ann, town.board, "A calm lamp");
    expect(await auditIdea(db, town.max, calm)).toBeNull();
  });

  test("begins where the host's settings say", async () => {
    const { places } = await ring();
    const id = places[0] ?? (0 as TopicId);
    vi.stubEnv("CANYU_AUDIT_PAIR_VOTES", "9"); // the ring has voted eight times
    expect(await auditIdea(db, town.max, id)).toBeNull();
    vi.stubEnv("CANYU_AUDIT_PAIR_VOTES", "8");
    vi.stubEnv("CANYU_AUDIT_FIRST_IDEAS", "1");
    await auditFirstIdeas(db);
    expect(await db.read.$count(audits, inArray(audits.topicId, places))).toBeLessThanOrEqual(1);
    expect(await auditIdea(db, town.max, id)).not.toBeNull();
  });

  test("is of ideas that still take votes in, however much support those have that are done with", async () => {
    const places: TopicId[] = [];
    const fans = await crowd(db, 5, "openfan");
    for (const status of STATUSES) {
      const id = await idea(db, town.ann, town.board, `An idea that is ${status}`);
      for (const fan of fans) await castVote(db, fan, id, support);
      await db.write((tx) => tx.update(ideas).set({ status }).where(eq(ideas.topicId, id)));
      places.push(id);
    }
    const looked = await firstIdeas(db.read, 50);
    const taken = STATUSES.filter((_, n) => looked.includes(places[n] ?? (0 as TopicId)));
    expect(taken).toEqual(["submitted", "qualified", "shortlisted", "accepted", "building", "stalled"]);
    await db.write((tx) => tx.update(ideas).set({ status: "submitted" }).where(inArray(ideas.topicId, places)));
  });

  test("is reported night by night: of how many ideas, and what there is to decide", async () => {
    await ring();
    const waiting = () => db.read.$count(audits, isNull(audits.verdict));
    const before = await waiting();
    await db.write((tx) => tx.insert(trustRuns).values({ at: 1, finishedAt: 2, lambda: 0, report: {} }));
    await auditIdeas(db, Date.now()); // it isn't known yet who was here before there were weights
    expect(await lastNights(db)).toEqual([]);
    await db.write((tx) => tx.insert(trustCatchUps).values(DONE));
    const elsewhere = await openTestStore(); // another process, or the same after a start
    for (const one of [db, db, elsewhere]) await auditIdeas(one, Date.now()); // nobody was weighed in between
    await elsewhere.close();
    const opened = (await waiting()) - before;
    expect(opened).toBeGreaterThanOrEqual(8);
    const first = (await firstIdeas(db.read, 50)).length;
    expect(await lastNights(db)).toEqual([{ at: expect.any(Number), ideas: first, opened }]);
    await db.write((tx) => tx.insert(trustRuns).values({ at: 3, finishedAt: 4, lambda: 0, report: {} }));
    await auditIdeas(db, Date.now());
    expect(await lastNights(db)).toHaveLength(2);
  });

  test("each night opens what is news, and not again what somebody has let stand", async () => {
    const { places } = await ring();
    await auditFirstIdeas(db);
    const open = () =>
      db.read
        .select()
        .from(audits)
        .where(and(inArray(audits.topicId, places)));
    const first = await open();
    expect(first.length).toBe(8);
    for (const { id } of first) await letStand(id);
    await auditFirstIdeas(db);
    expect(await open()).toHaveLength(8);
    expect(await auditIdea(db, town.max, places[0] ?? (0 as TopicId))).not.toBeNull(); // asked for, it is opened again
    expect(await recount(db, false)).toEqual([]);
  });
});

describe("forgetting", () => {
  test("who took votes out, or the idea, has vouches stand again that rested because of it", async () => {
    for (const what of ["moderator", "idea"] as const) {
      const { id, puppets, audit, honest } = await looked();
      const [puppet, friend] = [puppets[0] ?? town.ben, honest[0] ?? town.ann];
      const pairs = [
        { fromId: friend.id, toId: puppet.id },
        { fromId: puppet.id, toId: friend.id },
      ];
      await db.write((tx) => tx.insert(vouches).values(pairs.map((pair) => ({ ...pair, at: Date.now() }))));
      const mod = await person(db, `mod${what}`, ["moderator"]);
      await exclude(audit, puppets, mod);
      await react(db);
      const isTheirs = eq(vouches.toId, puppet.id);
      const standing = () => db.read.$count(vouches, and(isTheirs, isNull(vouches.withdrawnAt)));
      expect(await standing()).toBe(0);
      if (what === "idea") await db.write((tx) => forgetTopics(tx, [id]));
      else {
        await unweigh(db, mod.id); // trust's to forget
        await db.write((tx) => forgetPeople(tx, [mod.id]));
      }
      expect(await standing()).toBe(1);
      expect(await db.read.$count(ties, and(eq(ties.kind, "vouches"), eq(ties.highId, puppet.id)))).toBe(1);
    }
  });

  test("a suspect takes what was found of them along; a moderator, what they decided", async () => {
    const { id, puppets, audit } = await looked(3, 3);
    const mona = await person(db, "mona", ["moderator"]);
    await exclude(audit, puppets, mona);
    for (const one of [puppets[0] ?? mona, mona]) await unweigh(db, one.id); // trust's to forget
    await db.write((tx) => forgetPeople(tx, [puppets[0]?.id ?? mona.id]));
    expect(await db.read.$count(auditVoters, eq(auditVoters.auditId, audit))).toBe(2);
    expect(await numbers(id)).toMatchObject({ supporters: 3 });
    await db.write((tx) => forgetPeople(tx, [mona.id]));
    expect(await auditsOf(db, id)).toEqual([]);
    expect(await numbers(id)).toMatchObject({ supporters: 5, weightSum: 5_000 });
    expect(await recount(db, false)).toEqual([]);
  });
});
