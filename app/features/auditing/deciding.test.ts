import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, test, vi } from "vitest";
import { qualifyIdeas, stallIdeas } from "~/features/ideas/clock.server";
import { moveByClock } from "~/features/ideas/moving.server";
import { slideTrends } from "~/features/ideas/trends.server";
import type { Member } from "~/features/members/rules";
import { recount } from "~/features/voting/recounting.server";
import { castVote, hasVoted, withdrawVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { AuditId, MemberId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { openAuditedTown, support, WHY } from "../../../tests/support/audited-town";
import { crowd, factsOf, idea } from "../../../tests/support/town";
import { auditList, auditsOf, auditView } from "./audits.server";
import { decideAudit } from "./deciding.server";
import { openAudit } from "./opening.server";
import { settleAudit } from "./routes/settling.server";
import { type Finding, spareName } from "./rules";

const { db, town, numbers, row, votesOn, exclude, letStand, looked, opened } = await openAuditedTown();
afterAll(() => db.close());

const DAY = 86_400_000;

const posted = (fields: Record<string, string>): Request =>
  new Request("http://localhost/", { method: "POST", body: new URLSearchParams(fields) });

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
    expect((await auditList(db, "open", null)).audits.map((one) => one.id)).toContain(audit);
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

  test("gives an idea the time back in which it could not qualify; meanwhile it doesn't rest", async () => {
    const start = Date.now();
    const now = vi.spyOn(clock, "now").mockReturnValue(start);
    const { id, audit } = await looked(6, 3);
    now.mockReturnValue(start + 50 * DAY);
    const [late] = (await crowd(db, 1, "waits")) as [Member];
    await castVote(db, late, id, support);
    await qualifyIdeas(db, start + 50 * DAY);
    await stallIdeas(db, start + 61 * DAY);
    for (const to of ["qualified", "stalled"] as const) await moveByClock(db, [id], to); // asked before it was looked at
    expect((await row(id)).status).toBe("submitted");
    now.mockReturnValue(start + 70 * DAY);
    await letStand(audit);
    expect((await row(id)).statusAt).toBe(start + 70 * DAY);
    await stallIdeas(db, start + 71 * DAY);
    expect((await row(id)).status).toBe("submitted");
    await qualifyIdeas(db, start + 71 * DAY);
    expect((await row(id)).status).toBe("qualified");
    vi.restoreAllMocks();
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
        spared: [],
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
    await expect(of(town.max, { spared: puppets.map((one) => one.id) })).rejects.toMatchObject({
      fields: { voters: "audit.nobody" },
    });
    await expect(of({ ...town.max, mutedUntil: Date.now() + 9_999 })).rejects.toMatchObject({ code: "suspended" });
    await expect(of(town.max, {}, 999_999 as AuditId)).rejects.toMatchObject({ code: "not.found" });
    const other = await idea(db, town.ann, town.board, "Where the moderator voted");
    await castVote(db, town.max, other, support);
    const own = await opened(other, [town.max, puppets[0] ?? town.ben]);
    await expect(exclude(own, [town.max])).rejects.toMatchObject({ code: "audit.own" });
    expect(await exclude(own, [town.max], town.alma)).toBe(true);
    expect(await numbers(id)).toEqual(before);
  });

  test("says of whom it is proven: a crowd, also within an hour, proves nothing about any of them", async () => {
    const id = await idea(db, town.ann, town.board, "A lamp newcomers want");
    const [new1, both] = (await crowd(db, 2, "newcomer")) as [Member, Member];
    const found = (reason: Finding["reason"], ...who: Member[]): Finding => ({
      ...{ reason, numbers: {} },
      members: who.map((one) => one.id),
    });
    const findings = [found("guests", new1, both), found("burst", new1), found("pair", both)];
    const audit = (await db.write((tx) => openAudit(tx, id, findings, null))) ?? (0 as AuditId);
    await exclude(audit, [new1, both]);
    const [fact] = await db.read
      .select({ details: facts.details })
      .from(facts)
      .where(and(eq(facts.topicId, id), eq(facts.kind, "audit.decided")));
    const excluded = [new1.id, both.id].sort((one, other) => one - other); // a crowd comes at once, in any order
    expect(fact?.details).toMatchObject({ excluded, proven: [both.id] });
  });

  test("about others is for a moderator among the suspects, too, where there is nobody else", async () => {
    const id = await idea(db, town.ann, town.board, "A lamp the moderators want");
    const [puppet] = (await crowd(db, 1, "aside")) as [Member];
    const moderators = [town.max, town.alma];
    for (const one of [...moderators, puppet]) await castVote(db, one, id, support);
    const audit = await opened(id, [...moderators, puppet]);
    expect((await auditView(db, town.max, audit)).whyNot).toBeNull();
    expect(await exclude(audit, [...moderators, puppet])).toBe(true);
    const out = (await votesOn(id)).filter(({ excludedBy }) => excludedBy !== null).map(({ memberId }) => memberId);
    expect(out).toEqual([town.alma.id, puppet.id].sort((a, b) => a - b));
  });

  test("takes out nobody whom it was not about, whoever is named", async () => {
    const { id, honest, puppets, audit } = await looked();
    const named = Object.fromEntries([...honest, ...puppets.slice(0, 1)].map((one) => [spareName(one.id), "on"]));
    expect(await settleAudit(db, town.max, audit, posted({ ...named, verdict: "excluded", reason: WHY }))).toBe(true);
    expect(await numbers(id)).toMatchObject({ supporters: 4 });
  });

  test("works for more suspects than a form has room for: whom nobody lists is taken out with the others", async () => {
    const many = 1_001;
    const rows = Array.from({ length: many }, (_, n) => ({
      username: `mass${n}`,
      displayName: `Mass ${n}`,
      createdAt: 1,
    }));
    const ids: MemberId[] = [];
    for (let n = 0; n < many; n += 200)
      ids.push(
        ...(
          await db.write((tx) =>
            tx
              .insert(members)
              .values(rows.slice(n, n + 200))
              .returning({ id: members.id }),
          )
        ).map(({ id }) => id),
      );
    const id = await idea(db, town.ann, town.board, "A lamp of a thousand");
    const finding: Finding = { reason: "burst", members: ids, numbers: {} };
    const audit = (await db.write((tx) => openAudit(tx, id, [finding], null))) ?? (0 as AuditId);
    const view = await auditView(db, town.max, audit);
    expect(view.suspects.length).toBeLessThan(990);
    expect(view.audit.suspects).toBe(many);
    const spared = Object.fromEntries(view.suspects.slice(1).map((one) => [spareName(one.id), "on"]));
    expect(await settleAudit(db, town.max, audit, posted({ ...spared, verdict: "excluded", reason: WHY }))).toBe(true);
    expect(await auditsOf(db, id)).toMatchObject([{ excluded: many - view.suspects.length + 1 }]);
  });
});
