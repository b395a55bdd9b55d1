import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import type { DeskRequest } from "~/features/export/columns";
import { deskRequests, topRequests } from "~/features/export/top-requests.server";
import type { Member } from "~/features/members/rules";
import { countingOf } from "~/features/voting/counting.server";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import type { AuditId } from "~db/ids.ts";
import { auditedIdeas, audits } from "~db/schema/auditing.ts";
import { ties, trustRuns } from "~db/schema/trust.ts";
import { openAuditedTown, support } from "../../../tests/support/audited-town";
import { crowd, idea, newForm, person, unweigh } from "../../../tests/support/town";
import { auditsOf, auditView } from "./audits.server";
import { undoAudit } from "./deciding.server";
import { lookHard } from "./hard-look.server";
import { openAuditOn } from "./looking.store.server";

let place: Awaited<ReturnType<typeof openAuditedTown>>;
let db: typeof place.db;
let town: typeof place.town;

beforeAll(async () => {
  place = await openAuditedTown();
  ({ db, town } = place);
});
afterAll(() => db.close());

// Employees who answered of late are where trust comes from, and answers bear the time of this machine.
const NOW = Date.now();

async function tie(one: Member, other: Member): Promise<void> {
  const [lowId, highId] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
  await db.write((tx) =>
    tx.insert(ties).values({ lowId, highId, kind: "replies", subject: "", weight: 1_000, at: NOW }),
  );
}

/** Somebody of the brand who answered somebody of late. */
async function seed(name: string): Promise<Member> {
  const one = await person(db, name, ["staff"]);
  const asked = await idea(db, town.ann, town.board, `A question for ${name}`);
  await addComment(db, one, asked, { text: "Yes, in March.", parentId: null, once: newForm() });
  return one;
}

/** What the file and the desk say of an idea. */
async function requestOf(id: number): Promise<DeskRequest[]> {
  const [filter, rows] = [{ order: "trusted" } as const, [] as DeskRequest[]];
  for await (const row of topRequests(db, { filter, origin: "" })) if (row.id === id) rows.push(row);
  for await (const row of deskRequests(db, { filter })) if (row.id === id) rows.push(row);
  return rows;
}

const grownIn = (lambda: number) =>
  db.write((tx) => tx.insert(trustRuns).values({ at: 1, finishedAt: 2, lambda, report: {} }));
const lookOf = async (id: number) => (await db.read.select().from(auditedIdeas)).find(({ topicId }) => topicId === id);

describe("a hard look at support", () => {
  test("counts of puppets no more than their ties to real people, and is told on the idea's page and in files", async () => {
    const one = await seed("seedone");
    const fans = await crowd(db, 6, "real");
    for (const fan of fans) await tie(one, fan);
    const puppets = await crowd(db, 20, "puppet");
    for (const [n, puppet] of puppets.entries()) if (n) await tie(puppets[0] ?? town.ben, puppet);
    await tie(fans[0] ?? town.ben, puppets[0] ?? town.cleo); // one was fooled, once
    const id = await idea(db, town.ann, town.board, "A lamp many puppets want");
    for (const voter of [...fans.slice(1), ...puppets]) await castVote(db, voter, id, support);
    await grownIn(0.9);
    await lookHard(db, [id], NOW);
    expect(await lookOf(id)).toBeUndefined();
    await grownIn(1);
    await lookHard(db, [id], NOW);
    expect(await lookOf(id)).toMatchObject({ weighted: 25_000, flow: 6_000, withoutOneSeed: null, audited: 6_000 });
    expect((await countingOf(db, id))?.audited).toEqual({ at: NOW, support: 6, byTies: true, withoutOne: false });
    const told = { trusted_support: 25, audited_support: 6, share_under_audit: 0, entry_groups: 25 };
    expect(await requestOf(id)).toEqual([expect.objectContaining(told), expect.objectContaining(told)]);
    await withdrawVote(db, fans[1] ?? town.ben, id, "support");
    await db.write((tx) => tx.update(auditedIdeas).set({ audited: 25_000 }).where(eq(auditedIdeas.topicId, id)));
    const less = { trusted_support: 24, audited_support: 24 };
    expect((await countingOf(db, id))?.audited?.support).toBe(24);
    expect(await requestOf(id)).toEqual([expect.objectContaining(less), expect.objectContaining(less)]);
    await castVote(db, fans[1] ?? town.ben, id, support);
    await place.opened(id, puppets);
    const checked = { supporters: 25, share_under_audit: 0.8 };
    expect(await requestOf(id)).toEqual([expect.objectContaining(checked), expect.objectContaining(checked)]);
    await grownIn(0.98);
    await lookHard(db, [id], NOW);
    expect(await lookOf(id)).toBeUndefined();
  });

  test("without the one employee who carries it all, little is left of it", async () => {
    const seeds: Member[] = [];
    for (let n = 0; n < 9; n++) seeds.push(await seed(`seed${n}x`));
    const spread = await crowd(db, 9, "spread");
    for (const [n, fan] of spread.entries()) {
      await tie(seeds[n] ?? town.stella, fan);
      await tie(seeds[(n + 1) % 9] ?? town.stella, fan);
    }
    const friends = await crowd(db, 6, "friend");
    for (const friend of friends) await tie(seeds[0] ?? town.stella, friend);
    const [carried, honest] = [
      await idea(db, town.ann, town.board, "A lamp of one employee's friends"),
      await idea(db, town.ann, town.board, "A lamp of everybody's"),
    ];
    for (const voter of friends) await castVote(db, voter, carried, support);
    for (const voter of spread) await castVote(db, voter, honest, support);
    // Also while the community grows in; somebody has to look, once.
    await grownIn(0.9);
    vi.stubEnv("CANYU_AUDIT_ONE_SEED", "1");
    await lookHard(db, [carried, honest], NOW);
    expect(await openAuditOn(db.read, carried)).toBeUndefined();
    vi.unstubAllEnvs();
    for (let n = 0; n < 2; n++) await lookHard(db, [carried, honest], NOW);
    expect(await lookOf(carried)).toMatchObject({ flow: null, withoutOneSeed: expect.any(Number) });
    expect((await lookOf(carried))?.audited).toBe((await lookOf(carried))?.withoutOneSeed);
    const audit = await openAuditOn(db.read, carried);
    const view = await auditView(db, town.max, audit ?? (0 as AuditId));
    expect(view.audit).toMatchObject({ suspects: 0, isOfVotes: false, findings: [{ reason: "seed", members: [] }] });
    expect([await auditsOf(db, carried), await auditsOf(db, honest)]).toMatchObject([[{ verdict: null }], []]);
    await place.exclude(view.audit.id, []); // keeps the lower number
    await grownIn(1);
    await lookHard(db, [carried, honest], NOW);
    expect(await auditsOf(db, carried)).toMatchObject([{ verdict: "excluded", isOfVotes: false, excluded: 0 }]);
    const [one, other] = [await lookOf(carried), await lookOf(honest)];
    expect(one?.audited).toBe(one?.withoutOneSeed);
    expect(one?.audited).toBeLessThan(2_000);
    expect(other?.audited).toBe(other?.weighted);
    await db.write((tx) => tx.update(audits).set({ verdict: "let" }).where(eq(audits.topicId, carried)));
    await lookHard(db, [carried], NOW);
    expect((await lookOf(carried))?.audited).toBe(6_000);

    // What was let stand holds for that much; what was undone is looked at anew.
    const before = await db.read.select().from(audits).where(eq(audits.topicId, carried));
    const found = (loss: number) =>
      before.flatMap((row) => row.findings.map((one) => ({ ...one, numbers: { ...one.numbers, loss } })));
    await db.write((tx) =>
      tx
        .update(audits)
        .set({ findings: found(0.4) })
        .where(eq(audits.topicId, carried)),
    );
    expect(await lookHard(db, [carried], NOW)).toBe(1);
    const worse = (await openAuditOn(db.read, carried)) ?? (0 as AuditId);
    expect((await lookOf(carried))?.audited).toBe((await lookOf(carried))?.withoutOneSeed);
    await place.letStand(worse);
    expect([await lookHard(db, [carried], NOW), (await lookOf(carried))?.audited]).toEqual([0, 6_000]);
    expect(await undoAudit(db, town.max, worse)).toBe(true);
    await db.write((tx) =>
      tx.update(audits).set({ undoneBy: town.max.id, undoneAt: NOW }).where(eq(audits.topicId, carried)),
    );
    expect(await lookHard(db, [carried], NOW)).toBe(1);
    await db.write((tx) => tx.delete(auditedIdeas).where(eq(auditedIdeas.topicId, honest)));
  });

  test("counts those without ties who are known, too: a few friends of one employee carry nothing among many", async () => {
    for (let n = 0; n < 9; n++) await tie(await seed(`seed${n}y`), await person(db, `only${n}y`));
    const one = await seed("seedfriendly");
    const friends = await crowd(db, 6, "near");
    for (const friend of friends) await tie(one, friend);
    const id = await idea(db, town.ann, town.board, "A lamp many want whom nobody is tied to");
    for (const voter of [...friends, ...(await crowd(db, 60, "untied"))]) await castVote(db, voter, id, support);
    for (const guest of await crowd(db, 5, "guest")) {
      await unweigh(db, guest.id);
      await castVote(db, { ...guest, isGuest: true, weight: 100 }, id, support);
    }
    await grownIn(0.5);
    expect(await lookHard(db, [id], NOW)).toBe(0);
    // Half a vote of each of the six is the employee's; the guests add half a vote, with or without them.
    expect(await lookOf(id)).toMatchObject({ withoutOneSeed: 33_500, audited: 66_000 });
  });
});
