import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { hideTopic } from "~/features/moderation/acts.server";
import { recount } from "~/features/voting/recounting.server";
import { reweighVotes } from "~/features/voting/reweighing.server";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import { newLamp, openAuditedTown, support } from "../../../tests/support/audited-town";
import { crowd, idea, weigh } from "../../../tests/support/town";
import { auditView } from "./audits.server";
import { undoAudit } from "./deciding.server";

const { db, town, numbers, votesOn, exclude, letStand, looked, opened } = await openAuditedTown();
afterAll(() => db.close());

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

  test("weighs nothing under its root either when its voter comes to weigh otherwise", async () => {
    const { id, puppets, honest, audit } = await looked(2, 2);
    const [one, other] = puppets as [Member, Member];
    const target = await idea(db, town.ann, town.board, "A lamp where all meet");
    await mergeIdeas(db, town.max, { duplicateId: id, targetId: target, reason: "The same." });
    await exclude(audit, [one]);
    for (const fan of [one, other, honest[0] ?? town.ben]) await weigh(db, fan.id, 500);
    expect(await reweighVotes(db)).toBe(3);
    expect(await numbers(target)).toMatchObject({ supporters: 3, weightSum: 2_000 });
    await unmergeIdea(db, town.max, id);
    expect([await numbers(id), await numbers(target)]).toMatchObject([
      { supporters: 3, weightSum: 2_000 },
      { supporters: 0, weightSum: 0 },
    ]);
    await undoAudit(db, town.alma, audit);
    expect(await numbers(id)).toMatchObject({ supporters: 4, weightSum: 2_500 });
    expect(await recount(db, false)).toEqual([]);
  });

  test("is not one that was cast on another idea before merging, nor after unmerging", async () => {
    const { id, puppets, audit } = await looked(2, 2);
    const [one, other] = puppets as [Member, Member];
    const target = await idea(db, town.ann, town.board, "A lamp of its own");
    await castVote(db, one, target, support); // while the other lamp was looked at
    await withdrawVote(db, one, id, "support");
    await mergeIdeas(db, town.max, { duplicateId: id, targetId: target, reason: "The same." });
    expect(await exclude(audit, puppets)).toBe(true);
    expect(await numbers(target)).toMatchObject({ supporters: 3 }); // one, for another lamp, and two honest
    await withdrawVote(db, other, target, "support");
    await castVote(db, other, target, support);
    expect(await numbers(target)).toMatchObject({ supporters: 3 });
    await unmergeIdea(db, town.max, id);
    expect([await numbers(id), await numbers(target)]).toMatchObject([{ supporters: 2 }, { supporters: 2 }]);
    expect(await recount(db, false)).toEqual([]);
  });

  test("keeps what an audit of an idea took out there from those who leave it", async () => {
    const { id, puppets, audit } = await looked(2, 2);
    const [one] = puppets as [Member];
    const duplicate = await idea(db, town.ann, town.board, "A lamp that says the same");
    await castVote(db, one, duplicate, support);
    await mergeIdeas(db, town.max, { duplicateId: duplicate, targetId: id, reason: "The same." });
    await exclude(audit, puppets);
    expect(await numbers(id)).toMatchObject({ supporters: 2 });
    await unmergeIdea(db, town.max, duplicate);
    expect([await numbers(id), await numbers(duplicate)]).toMatchObject([{ supporters: 2 }, { supporters: 1 }]);
    expect(await recount(db, false)).toEqual([]);
  });

  test("is found where merging moved it while it was looked at", async () => {
    const { id, puppets, audit } = await looked(2, 2);
    const target = await idea(db, town.ann, town.board, "Merged meanwhile");
    await mergeIdeas(db, town.max, { duplicateId: id, targetId: target, reason: "The same." });
    expect((await auditView(db, town.max, audit)).ballots).toHaveLength(4); // the picture is of the idea it began with
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
          const name = newLamp();
          const people = await crowd(db, 10, `${name}u`);
          const id = await idea(db, town.ann, town.board, `An undone ${name}`);
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
