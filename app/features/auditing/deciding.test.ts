import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slideTrends } from "~/features/ideas/trends.server";
import type { Member } from "~/features/members/rules";
import { recount } from "~/features/voting/recounting.server";
import { castVote, hasVoted, withdrawVote } from "~/features/voting/voting.server";
import type { AuditId } from "~db/ids.ts";
import { openAuditedTown, support, WHY } from "../../../tests/support/audited-town";
import { crowd, factsOf, idea } from "../../../tests/support/town";
import { auditList, auditsOf } from "./audits.server";
import { decideAudit } from "./deciding.server";
import { openAudit } from "./opening.server";
import type { Finding } from "./rules";

let place: Awaited<ReturnType<typeof openAuditedTown>>;
let db: typeof place.db;
let town: typeof place.town;

beforeAll(async () => {
  place = await openAuditedTown();
  ({ db, town } = place);
});
afterAll(() => db.close());
const numbers: typeof place.numbers = (...args) => place.numbers(...args);
const row: typeof place.row = (...args) => place.row(...args);
const votesOn: typeof place.votesOn = (...args) => place.votesOn(...args);
const exclude: typeof place.exclude = (...args) => place.exclude(...args);
const letStand: typeof place.letStand = (...args) => place.letStand(...args);
const looked: typeof place.looked = (...args) => place.looked(...args);
const opened: typeof place.opened = (...args) => place.opened(...args);

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
