import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import { Refused } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import { auditVoters } from "~db/schema/auditing.ts";
import { roles } from "~db/schema/members.ts";
import { openAuditedTown, support } from "../../../tests/support/audited-town";
import { idea, person, react } from "../../../tests/support/town";
import { auditView, ownExclusion, waitingAudits } from "./audits.server";
import { undoAudit } from "./deciding.server";
import { answerObjection, objectToAudit } from "./objecting.server";
import { otherModerators, saveObjection } from "./store.server";

const { db, town, numbers, exclude, opened, looked } = await openAuditedTown();
afterAll(() => db.close());

describe("whoever's vote was taken out", () => {
  test("hears of it, objects once, and hears the answer; lifted, the vote counts again", async () => {
    const { id, puppets, audit } = await looked(3, 3);
    const [one, other, third] = puppets as [Member, Member, Member];
    const mona = await person(db, "mona", ["moderator"]);
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
    expect(await answerObjection(db, town.alma, audit, answer)).toBe(true);
    await expect(answerObjection(db, town.max, audit, { ...answer, isLifted: false })).rejects.toMatchObject({
      code: "audit.yours",
    });
    expect(await answerObjection(db, mona, audit, { ...answer, isLifted: false })).toBe(false);
    await answerObjection(db, town.alma, audit, {
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
    await expect(answerObjection(db, town.alma, audit, said)).rejects.toMatchObject({ code: "not.found" });
    await objectToAudit(db, { ...one, mutedUntil: Date.now() + 9_999 }, audit, "Suspended, but mine.");
    await expect(answerObjection(db, town.ben, audit, said)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(answerObjection(db, town.alma, audit, { ...said, answer: "" })).rejects.toMatchObject({
      fields: { answer: "reason.missing" },
    });
    const mod = { ...one, roles: ["moderator"] as const };
    await expect(answerObjection(db, { ...mod, roles: [...mod.roles] }, audit, said)).rejects.toMatchObject({
      code: "audit.own",
    });
  });

  test("has nothing to wait for any more when all is undone", async () => {
    const { puppets, audit } = await looked();
    const [one] = puppets as [Member];
    await exclude(audit, puppets);
    await objectToAudit(db, one, audit, "That was me.");
    const waiting = await waitingAudits(db);
    await undoAudit(db, town.max, audit);
    expect(await waitingAudits(db)).toBe(waiting - 1);
    const answer = { memberId: one.id, isLifted: false, answer: "Late." };
    expect(await answerObjection(db, town.alma, audit, answer)).toBe(false);
    expect(await ownExclusion(db, one, audit)).toMatchObject({ isExcluded: false, isUndone: true });
  });

  test("says nothing that would wait for ever when it is undone in the meantime", async () => {
    for (let n = 0; n < 5; n++) {
      const { puppets, audit } = await looked();
      const [one, other] = puppets as [Member, Member];
      await exclude(audit, puppets);
      const said = objectToAudit(db, one, audit, "That was me.").catch((error) => error.code);
      await undoAudit(db, town.max, audit);
      expect([undefined, "audit.over"]).toContain(await said);
      const late = { auditId: audit, memberId: other.id, objection: "Late.", at: Date.now() };
      expect(await db.write((tx) => saveObjection(tx, late))).toBe(false);
      const waits = and(isNotNull(auditVoters.objectedAt), isNull(auditVoters.answeredAt));
      expect(await db.read.$count(auditVoters, and(eq(auditVoters.auditId, audit), waits))).toBe(0);
    }
  });

  test("is answered by whoever decided, where the only other moderator is the one who objects", async () => {
    const id = await idea(db, town.ann, town.board, "A lamp the other moderator wants");
    for (const one of [town.alma, town.ben]) await castVote(db, one, id, support);
    const audit = await opened(id, [town.alma, town.ben]);
    const { max, alma } = town;
    const mods = (await otherModerators(db.read, max.id, Date.now())).filter((one) => one !== alma.id);
    await db.write((tx) => tx.delete(roles).where(inArray(roles.memberId, [0 as MemberId, ...mods]))); // of other tests
    await exclude(audit, [alma, town.ben]);
    for (const one of [alma, town.ben]) await objectToAudit(db, one, audit, "That was me.");
    const { objections } = await auditView(db, max, audit);
    expect(new Map(objections.map((one) => [one.id, one.whyNotAnswer]))).toEqual(
      new Map([
        [alma.id, null],
        [town.ben.id, "audit.yours"],
      ]),
    );
    const answer = { memberId: alma.id, isLifted: true, answer: "Seen you." };
    expect(await answerObjection(db, max, audit, answer)).toBe(true);
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
