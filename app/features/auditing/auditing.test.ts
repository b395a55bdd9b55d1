import { and, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { forgetPeople } from "~/features/forgetting/taking-out.server";
import { slideTrends } from "~/features/ideas/trends.server";
import type { Member } from "~/features/members/rules";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { hideTopic } from "~/features/moderation/acts.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { recount } from "~/features/voting/recounting.server";
import { reweighVotes } from "~/features/voting/reweighing.server";
import { castVote, hasVoted, withdrawVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import { Refused } from "~/platform/refusals";
import type { AuditId, TopicId } from "~db/ids.ts";
import { audits, auditVoters } from "~db/schema/auditing.ts";
import { ideas } from "~db/schema/ideas.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import {
  crowd,
  factsOf,
  idea,
  openTestStore,
  person,
  react,
  settle,
  type Town,
  unweigh,
  weigh,
} from "../../../tests/support/town";
import { auditList, auditsOf, auditView, ownExclusion, waitingAudits } from "./audits.server";
import { decideAudit, undoAudit } from "./deciding.server";
import { answerObjection, objectToAudit } from "./objecting.server";
import { auditFirstIdeas, auditIdea, openAudit } from "./opening.server";
import type { Finding } from "./rules";

const support = { kind: "support", reason: "" } as const;
const WHY = "They voted alike to the second, seven times.";
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

let lamps = 0;

interface Looked {
  id: TopicId;
  audit: AuditId;
  honest: Member[];
  puppets: Member[];
}

/** An idea with honest supporters and puppets, whose votes are being looked at. */
async function looked(honestCount = 3, puppetCount = 4): Promise<Looked> {
  const name = `lamp${++lamps}x`;
  const id = await idea(db, town.ann, town.board, `Lamp number ${lamps}`);
  const [honest, puppets] = [await crowd(db, honestCount, `${name}h`), await crowd(db, puppetCount, `${name}p`)];
  for (const fan of [...honest, ...puppets]) await castVote(db, fan, id, support);
  return { id, honest, puppets, audit: await opened(id, puppets) };
}

async function opened(id: TopicId, suspects: readonly Member[]): Promise<AuditId> {
  const finding: Finding = { reason: "pair", members: suspects.map((one) => one.id), numbers: { shared: 7 } };
  const audit = await db.write((tx) => openAudit(tx, id, [finding], null));
  if (!audit) throw new Error("no audit was opened");
  return audit;
}

async function row(id: TopicId) {
  const [found] = await db.read.select().from(ideas).where(eq(ideas.topicId, id));
  if (!found) throw new Error("no such idea");
  return found;
}
const numbers = async (id: TopicId) => {
  const { supporters, weightSum, guestSum, trusted, most, net, hot, trend, problemHavers, underAuditSince } =
    await row(id);
  return { supporters, weightSum, guestSum, trusted, most, net, hot, trend, problemHavers, underAuditSince };
};
const votesOn = (id: TopicId) =>
  db.read.select().from(votes).where(eq(votes.root, id)).orderBy(votes.castOn, votes.memberId, votes.kind);
const exclude = (audit: AuditId, some: readonly Member[], by = town.max) =>
  decideAudit(db, by, audit, { verdict: "excluded", memberIds: some.map((one) => one.id), reason: WHY });
const letStand = (audit: AuditId, by = town.max) =>
  decideAudit(db, by, audit, { verdict: "let", memberIds: [], reason: "Friends on one evening." });

describe("while votes are looked at", () => {
  test("supporters go on counting, and the idea keeps its place in every order", async () => {
    const { id } = await looked();
    const before = await numbers(id);
    const [late, later] = (await crowd(db, 2, "late")) as [Member, Member];
    await castVote(db, late, id, support);
    await castVote(db, later, id, support);
    await withdrawVote(db, later, id, "support");
    await castVote(db, late, id, { kind: "objection", reason: "It drains the battery." });
    const { supporters, weightSum, ...orders } = await numbers(id);
    expect([supporters, weightSum]).toEqual([8, 8_000]);
    const { supporters: _, weightSum: __, ...same } = before;
    expect(orders).toEqual({ ...same, underAuditSince: expect.any(Number) });
    await slideTrends(db, Date.now() + 40 * 86_400_000);
    expect((await numbers(id)).trend).toBe(before.trend);
    expect(await recount(db, false)).toEqual([]);
  });

  test("one look at a time is open, however many find something", async () => {
    const { id, puppets, audit } = await looked();
    const finding: Finding = { reason: "burst", members: puppets.map((one) => one.id), numbers: {} };
    const again = await Promise.all([1, 2, 3].map(() => db.write((tx) => openAudit(tx, id, [finding], null))));
    expect(again).toEqual([null, null, null]);
    expect((await auditList(db, true, null)).audits.map((one) => one.id)).toContain(audit);
    expect((await factsOf(db, id)).filter((kind) => kind === "audit.opened")).toHaveLength(1);
  });
});

describe("deciding", () => {
  test("takes the ticked votes out of every number, and leaves them as they are for who cast them", async () => {
    const { id, puppets, audit } = await looked(3, 4);
    const [spared, ...bad] = puppets as [Member, ...Member[]];
    expect(await exclude(audit, bad)).toBe(true);
    expect(await numbers(id)).toMatchObject({ supporters: 4, weightSum: 4_000, most: 4, net: 4, trend: 4, trusted: 0 });
    expect((await row(id)).underAuditSince).toBeNull();
    for (const one of bad) expect(await hasVoted(db.read, id, one.id, "support")).toBe(true);
    expect((await votesOn(id)).filter(({ excludedBy }) => excludedBy === audit)).toHaveLength(3);
    expect((await votesOn(id)).find(({ memberId }) => memberId === spared.id)?.excludedBy).toBeNull();
    expect(await auditsOf(db, id)).toMatchObject([{ verdict: "excluded", reason: WHY, by: "max", excluded: 3 }]);
    expect(await recount(db, false)).toEqual([]);
    expect(await factsOf(db, id)).toContain("audit.decided");
  });

  test("lets them stand, and the orders catch up", async () => {
    const { id, audit } = await looked();
    await castVote(db, town.ben, id, support);
    expect(await letStand(audit)).toBe(true);
    expect(await numbers(id)).toMatchObject({
      supporters: 8,
      most: 8,
      net: 8,
      trend: 8,
      trusted: 8_000,
      underAuditSince: null,
    });
    expect(await recount(db, false)).toEqual([]);
  });

  test("is done by one of two who do it at once, and the other hears it", async () => {
    const { id, puppets, audit } = await looked();
    const done = await Promise.all([
      exclude(audit, puppets),
      letStand(audit, town.alma),
      exclude(audit, puppets, town.alma),
    ]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await factsOf(db, id)).filter((kind) => kind === "audit.decided")).toHaveLength(1);
    expect(await recount(db, false)).toEqual([]);
  });

  test("is for moderators, not about their own vote, with a reason, and of somebody", async () => {
    const { id, puppets } = await looked();
    const of = (by: Member, wanted: Partial<Parameters<typeof decideAudit>[3]> = {}, which = 0 as AuditId) =>
      decideAudit(db, by, which || audit, {
        verdict: "excluded",
        memberIds: [puppets[0]?.id ?? by.id],
        reason: WHY,
        ...wanted,
      });
    const [{ audit }] = [{ audit: (await auditsOf(db, id))[0]?.id ?? (0 as AuditId) }];
    const before = await numbers(id);
    await expect(of(town.ben)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(of(town.max, { reason: " " })).rejects.toMatchObject({ fields: { reason: "reason.missing" } });
    await expect(of(town.max, { reason: "x".repeat(2_001) })).rejects.toMatchObject({
      fields: { reason: "reason.long" },
    });
    await expect(of(town.max, { memberIds: [] })).rejects.toMatchObject({ fields: { voters: "audit.nobody" } });
    await expect(of({ ...town.max, mutedUntil: Date.now() + 9_999 })).rejects.toMatchObject({ code: "suspended" });
    await expect(of(town.max, {}, 999_999 as AuditId)).rejects.toMatchObject({ code: "not.found" });
    const other = await idea(db, town.ann, town.board, "Where the moderator voted");
    await castVote(db, town.max, other, support);
    const own = await opened(other, [town.max, puppets[0] ?? town.ben]);
    await expect(exclude(own, [town.max])).rejects.toMatchObject({ code: "audit.own" });
    expect(await exclude(own, [town.max], town.alma)).toBe(true);
    expect(await numbers(id)).toEqual(before);
  });

  test("takes out nobody whom it was not about", async () => {
    const { id, honest, audit } = await looked();
    await exclude(audit, honest);
    expect(await numbers(id)).toMatchObject({ supporters: 7 });
  });
});

describe("a vote that was taken out", () => {
  test("stays out when it is cast anew, and reweighed, until the decision is undone", async () => {
    const { id, puppets, audit } = await looked(3, 2);
    const [one, other] = puppets as [Member, Member];
    await exclude(audit, puppets);
    await withdrawVote(db, one, id, "support");
    expect(await castVote(db, one, id, support)).toMatchObject({ supporters: 3 });
    await castVote(db, one, id, { kind: "problem", reason: "" });
    expect(await numbers(id)).toMatchObject({ supporters: 3, problemHavers: 0 });
    await weigh(db, other.id, 400);
    await reweighVotes(db, [other.id]);
    expect(await numbers(id)).toMatchObject({ weightSum: 3_000 });
    expect(await recount(db, false)).toEqual([]);
    await undoAudit(db, town.alma, audit);
    expect(await numbers(id)).toMatchObject({ supporters: 5, problemHavers: 1, weightSum: 4_400 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("counts on other ideas as ever", async () => {
    const { puppets, audit } = await looked();
    const other = await idea(db, town.ann, town.board, "Another lamp");
    await exclude(audit, puppets);
    expect(await castVote(db, puppets[0] ?? town.ben, other, support)).toMatchObject({ supporters: 1 });
  });

  test("stays out over ideas merged into one, and comes apart with them", async () => {
    const { id, puppets, honest, audit } = await looked(2, 2);
    const [one, other] = puppets as [Member, Member];
    const target = await idea(db, town.ann, town.board, "The better lamp");
    await castVote(db, one, target, support);
    await castVote(db, honest[0] ?? town.ben, target, support);
    await exclude(audit, puppets);
    await mergeIdeas(db, town.max, { duplicateId: id, targetId: target, reason: "The same." });
    expect(await numbers(target)).toMatchObject({ supporters: 2 });
    await castVote(db, other, target, support);
    expect(await numbers(target)).toMatchObject({ supporters: 2 });
    expect(await recount(db, false)).toEqual([]);
    await unmergeIdea(db, town.max, id);
    expect([await numbers(id), await numbers(target)]).toMatchObject([{ supporters: 2 }, { supporters: 2 }]);
    await undoAudit(db, town.max, audit);
    expect(await numbers(id)).toMatchObject({ supporters: 4 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("is found where merging moved it while it was looked at", async () => {
    const { id, puppets, audit } = await looked(2, 2);
    const target = await idea(db, town.ann, town.board, "Merged meanwhile");
    await mergeIdeas(db, town.max, { duplicateId: id, targetId: target, reason: "The same." });
    await withdrawVote(db, puppets[0] ?? town.ben, target, "support");
    await castVote(db, puppets[0] ?? town.ben, target, support); // anew, on the root
    expect(await exclude(audit, puppets)).toBe(true);
    expect(await numbers(target)).toMatchObject({ supporters: 2 });
    await undoAudit(db, town.max, audit);
    expect(await numbers(target)).toMatchObject({ supporters: 4 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("is decided about though the idea was hidden meanwhile, or a suspect has withdrawn", async () => {
    const { id, puppets, audit } = await looked(2, 2);
    await withdrawVote(db, puppets[0] ?? town.ben, id, "support");
    await hideTopic(db, town.max, id, { rule: "spam", reason: "Advertising." });
    expect(await exclude(audit, puppets)).toBe(true);
    expect(await numbers(id)).toMatchObject({ supporters: 2, underAuditSince: null });
    expect(await recount(db, false)).toEqual([]);
  });
});

describe("undoing", () => {
  const act = fc.record({
    does: fc.constantFrom("cast", "withdraw", "problem", "weigh"),
    who: fc.nat(9),
    n: fc.nat(1_000),
  });

  test("brings everything back to the row: numbers, orders and votes are as if nobody had looked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 15 }),
        fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 1 }),
        async (acts, which) => {
          const people = await crowd(db, 10, `undo${++lamps}x`);
          const id = await idea(db, town.ann, town.board, `Undone lamp ${lamps}`);
          const done = async () => {
            for (const { does, who, n } of acts) {
              const fan = people[who] ?? town.ben;
              if (does === "weigh") await weigh(db, fan.id, n);
              else if (does === "withdraw") await withdrawVote(db, fan, id, "support");
              else await castVote(db, fan, id, does === "cast" ? support : { kind: "problem", reason: "" });
            }
            await reweighVotes(db);
          };
          await done();
          const [before, rows] = [await numbers(id), await votesOn(id)];
          const suspects = people.filter((_, n) => which.includes(n));
          const audit = await opened(id, suspects);
          await exclude(audit, suspects);
          expect(await recount(db, false)).toEqual([]);
          expect(await undoAudit(db, town.alma, audit)).toBe(true);
          expect(await numbers(id)).toEqual(before);
          expect(await votesOn(id)).toEqual(rows);
          expect(await recount(db, false)).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });

  test("happens once, of what was taken out, by moderators whose votes it was not", async () => {
    const { puppets, audit } = await looked();
    await expect(undoAudit(db, town.max, audit)).rejects.toMatchObject({ code: "audit.nothing" });
    await exclude(audit, puppets);
    await expect(undoAudit(db, town.ben, audit)).rejects.toMatchObject({ code: "not.moderator" });
    const done = await Promise.all([undoAudit(db, town.max, audit), undoAudit(db, town.alma, audit)]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await undoAudit(db, town.max, audit)).toBe(false);
    const { audit: stands } = await looked();
    await letStand(stands);
    await expect(undoAudit(db, town.max, stands)).rejects.toMatchObject({ code: "audit.nothing" });
  });
});

describe("whoever's vote was taken out", () => {
  test("hears of it, objects once, and hears the answer; lifted, the vote counts again", async () => {
    const { id, puppets, audit } = await looked(3, 3);
    const [one, other, third] = puppets as [Member, Member, Member];
    await exclude(audit, puppets);
    await react(db);
    const told = async (me: Member) => (await inboxOf(db, me, null)).groups.map(({ kind, href }) => ({ kind, href }));
    expect(await told(one)).toMatchObject([{ kind: "vote-excluded", href: `/audits/${audit}/objection` }]);
    expect(await ownExclusion(db, one, audit)).toMatchObject({ isExcluded: true, findings: ["pair"], objection: null });
    const waiting = await waitingAudits(db);
    await objectToAudit(db, one, audit, "That was me, on my own phone.");
    await expect(objectToAudit(db, one, audit, "Really.")).rejects.toMatchObject({ code: "audit.objected" });
    await objectToAudit(db, other, audit, "Me too.");
    expect(await waitingAudits(db)).toBe(waiting + 2);
    const answer = { memberId: one.id, isLifted: true, answer: "You write here every week." };
    expect(await answerObjection(db, town.max, audit, answer)).toBe(true);
    expect(await answerObjection(db, town.alma, audit, { ...answer, isLifted: false })).toBe(false);
    await answerObjection(db, town.max, audit, {
      memberId: other.id,
      isLifted: false,
      answer: "No trace of you here.",
    });
    await react(db);
    expect((await told(one))[0]).toMatchObject({ kind: "vote-readmitted" });
    expect((await told(other))[0]).toMatchObject({ kind: "vote-kept" });
    expect(await told(third)).toHaveLength(1);
    expect(await numbers(id)).toMatchObject({ supporters: 4, weightSum: 4_000 });
    await withdrawVote(db, one, id, "support");
    expect(await castVote(db, one, id, support)).toMatchObject({ supporters: 4 });
    expect(await ownExclusion(db, one, audit)).toMatchObject({ isExcluded: false, answer: answer.answer });
    expect(await recount(db, false)).toEqual([]);
  });

  test("objects with words, if it is their own, and nobody answers themselves or what nobody said", async () => {
    const { puppets, audit, honest } = await looked();
    const [one] = puppets as [Member];
    await expect(objectToAudit(db, one, audit, "Not yet.")).rejects.toMatchObject({ code: "audit.over" });
    await exclude(audit, puppets);
    await expect(objectToAudit(db, one, audit, " ")).rejects.toMatchObject({ fields: { objection: "reason.missing" } });
    await expect(objectToAudit(db, honest[0] ?? town.ben, audit, "I say.")).rejects.toMatchObject({
      code: "not.found",
    });
    await expect(ownExclusion(db, honest[0] ?? town.ben, audit)).rejects.toThrow(Refused);
    const said = { memberId: one.id, isLifted: true, answer: "Well." };
    await expect(answerObjection(db, town.max, audit, said)).rejects.toMatchObject({ code: "not.found" });
    await objectToAudit(db, { ...one, mutedUntil: Date.now() + 9_999 }, audit, "Suspended, but mine.");
    await expect(answerObjection(db, town.ben, audit, said)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(answerObjection(db, town.max, audit, { ...said, answer: "" })).rejects.toMatchObject({
      fields: { answer: "reason.missing" },
    });
    const mod = { ...one, roles: ["moderator"] as const };
    await expect(answerObjection(db, { ...mod, roles: [...mod.roles] }, audit, said)).rejects.toMatchObject({
      code: "audit.own",
    });
  });

  test("is told again when all is undone", async () => {
    const { puppets, audit } = await looked();
    const [one] = puppets as [Member];
    await exclude(audit, puppets);
    await undoAudit(db, town.max, audit);
    await react(db);
    expect((await inboxOf(db, one, null)).groups.map(({ kind }) => kind)).toEqual(["vote-readmitted", "vote-excluded"]);
  });
});

describe("looking at votes", () => {
  /** Eight ideas, for each of which a ring votes within seconds, and others as people do. */
  async function ring() {
    const name = `ring${++lamps}x`;
    const places: TopicId[] = [];
    for (let n = 0; n < 8; n++) places.push(await idea(db, town.ann, town.board, `Ring lamp ${lamps} ${n}`));
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
