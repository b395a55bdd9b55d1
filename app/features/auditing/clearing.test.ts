import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { markHelpful } from "~/features/comments/helpful.server";
import { catchUpLedger } from "~/features/ledger/clock.server";
import { recountLedger } from "~/features/ledger/recounting.server";
import type { Member } from "~/features/members/rules";
import { castVote } from "~/features/voting/voting.server";
import type { AuditId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { openAuditedTown, support } from "../../../tests/support/audited-town";
import { idea, newForm, react } from "../../../tests/support/town";
import { undoAudit } from "./deciding.server";
import { answerObjection, objectToAudit } from "./objecting.server";

const { db, town, exclude, opened, looked } = await openAuditedTown();
afterAll(() => db.close());
beforeAll(() => catchUpLedger(db));

/** Somebody whom two audits hold to cheat, with what they found helpful before. */
async function heldTwice(): Promise<{ cheat: Member; audits: [AuditId, AuditId] }> {
  const { puppets, audit } = await looked(1, 2);
  const [cheat] = puppets as [Member];
  const other = await idea(db, town.ann, town.board, `Another ${cheat.displayName}`);
  for (const fan of puppets) await castVote(db, fan, other, support);
  const second = await opened(other, puppets);
  const words = { text: "Here is how it works.", parentId: null, once: newForm() };
  await markHelpful(db, cheat, await addComment(db, town.ben, other, words), true);
  expect(await marksThatCount(cheat)).toBe(1);
  for (const one of [audit, second]) await exclude(one, puppets);
  expect(await marksThatCount(cheat)).toBe(0);
  return { cheat, audits: [audit, second] };
}

async function marksThatCount(giver: Member): Promise<number> {
  await react(db);
  await catchUpLedger(db);
  return db.read.$count(ledgerClaims, and(eq(ledgerClaims.giverId, giver.id), eq(ledgerClaims.stands, true)));
}

async function lift(audit: AuditId, who: Member): Promise<void> {
  await objectToAudit(db, who, audit, "That was me, on my own phone.");
  await answerObjection(db, town.alma, audit, { memberId: who.id, isLifted: true, answer: "You write every week." });
}

/** Who was cleared by undoing these, an audit each. */
const clearedBy = async (audits: readonly AuditId[]) =>
  (
    await db.read
      .select()
      .from(facts)
      .where(inArray(facts.kind, ["audit.undone"]))
  )
    .filter(({ details }) => audits.includes(details.audit as AuditId))
    .map(({ details }) => details.cleared as number[]);

describe("marks of somebody whom two audits hold to cheat", () => {
  test("count again only when both are undone", async () => {
    const { cheat, audits } = await heldTwice();
    await undoAudit(db, town.max, audits[0]);
    expect(await marksThatCount(cheat)).toBe(0);
    await undoAudit(db, town.max, audits[1]);
    expect(await marksThatCount(cheat)).toBe(1);
    expect(await recountLedger(db, false)).toEqual([]);
  });

  test("count again when an objection against the one is heard and the other undone, in whichever order", async () => {
    const { cheat, audits } = await heldTwice();
    await lift(audits[0], cheat);
    expect(await marksThatCount(cheat)).toBe(0);
    await undoAudit(db, town.max, audits[1]);
    expect(await marksThatCount(cheat)).toBe(1);
    const again = await heldTwice();
    await undoAudit(db, town.max, again.audits[0]);
    await lift(again.audits[1], again.cheat);
    expect(await marksThatCount(again.cheat)).toBe(1);
    expect(await recountLedger(db, false)).toEqual([]);
  });

  test("count again when both are undone at once: the later of them clears", async () => {
    const { cheat, audits } = await heldTwice();
    await Promise.all(audits.map((audit) => undoAudit(db, town.max, audit)));
    expect((await clearedBy(audits)).filter((ids) => ids.includes(cheat.id))).toHaveLength(1);
    expect(await marksThatCount(cheat)).toBe(1);
  });
});
