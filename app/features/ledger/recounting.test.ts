import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { markHelpful } from "~/features/comments/helpful.server";
import { forgetPeople, forgetTopics } from "~/features/forgetting/taking-out.server";
import type { Member } from "~/features/members/rules";
import { hideComment } from "~/features/moderation/acts.server";
import { acceptReply } from "~/features/threads/accepting.server";
import { record } from "~/platform/record.server";
import type { CommentId, FactId, TopicId } from "~db/ids.ts";
import { contributions, ledgerClaims, ledgerEntries, ledgerSubjects } from "~db/schema/ledger.ts";
import { openLedgerTown } from "../../../tests/support/ledger-town";
import { crowd, QUESTION, react, thread } from "../../../tests/support/town";
import { recountLedger } from "./recounting.server";

const { db, town, say, catchUp, newFan } = await openLedgerTown();
let fan: Member;

beforeEach(async () => {
  fan = await newFan();
});
afterAll(() => db.close());

/** An answer of the fan's that its asker accepted and somebody else found helpful. */
async function answered(asker = town.ann): Promise<{ question: TopicId; reply: CommentId }> {
  const question = await thread(db, asker, town.board, QUESTION);
  const reply = await say(fan, question);
  await acceptReply(db, asker, reply, true);
  await markHelpful(db, town.ben, reply, true);
  await catchUp();
  return { question, reply };
}

const ledgerOf = async (who: Member) => ({
  claims: await db.read
    .select()
    .from(ledgerClaims)
    .where(eq(ledgerClaims.memberId, who.id))
    .orderBy(ledgerClaims.factId),
  sums: (await db.read.select().from(contributions).where(eq(contributions.memberId, who.id)))
    .filter(({ points }) => points !== 0)
    .map((row) => JSON.stringify(row))
    .sort(),
});

const isTheirs = () => eq(ledgerClaims.memberId, fan.id);
const HARMS: Array<[what: string, harm: () => Promise<unknown>]> = [
  ["a claim's points", () => db.write((tx) => tx.update(ledgerClaims).set({ points: 999_000 }).where(isTheirs()))],
  ["whether it stands", () => db.write((tx) => tx.update(ledgerClaims).set({ stands: false }).where(isTheirs()))],
  ["its day", () => db.write((tx) => tx.update(ledgerClaims).set({ day: 10_000 }).where(isTheirs()))],
  [
    "its board",
    () =>
      db.write((tx) =>
        tx
          .update(ledgerClaims)
          .set({ boardId: 77 as never })
          .where(isTheirs()),
      ),
  ],
  ["its giver's weight", () => db.write((tx) => tx.update(ledgerClaims).set({ giverWeight: 7 }).where(isTheirs()))],
  ["a claim, which is gone", () => db.write((tx) => tx.delete(ledgerClaims).where(isTheirs()))],
  [
    "a claim by a fact that never was",
    () =>
      db.write(async (tx) => {
        const [claim] = await tx.select().from(ledgerClaims).where(isTheirs()).limit(1);
        if (claim)
          await tx.insert(ledgerClaims).values({ ...claim, factId: (claim.factId - 1) as FactId, points: 3_000 });
      }),
  ],
  ["entries", () => db.write((tx) => tx.delete(ledgerEntries).where(eq(ledgerEntries.memberId, fan.id)))],
  [
    "sums",
    () => db.write((tx) => tx.update(contributions).set({ points: 5 }).where(eq(contributions.memberId, fan.id))),
  ],
];

describe("recounting the ledger", () => {
  test.each(HARMS)("finds it where somebody changed %s, and puts it right and nothing else", async (_, harm) => {
    await answered();
    const [before, others] = [await ledgerOf(fan), await ledgerOf(town.ann)];
    expect(before.claims.length).toBeGreaterThanOrEqual(3);
    await harm();
    const found = await recountLedger(db, false);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set([fan.id]));
    await recountLedger(db, true);
    expect(await recountLedger(db, true)).toEqual([]);
    expect(await ledgerOf(fan)).toEqual(before);
    expect(await ledgerOf(town.ann)).toEqual(others);
  });

  test("finds what was written about a subject that no fact said", async () => {
    const { reply } = await answered();
    const before = await ledgerOf(fan);
    const subject = `answer:${reply}`;
    const wrong = { stateFactId: 1 as FactId, isOff: true, cutFactId: 0 as const, endFactId: null };
    await db.write((tx) => tx.insert(ledgerSubjects).values({ subject, ...wrong }));
    await recountLedger(db, true);
    expect(await recountLedger(db, false)).toEqual([]);
    expect(await ledgerOf(fan)).toEqual(before);
  });

  test("takes nothing back that people do while it repairs", async () => {
    const { question } = await answered();
    await db.write((tx) => tx.update(ledgerClaims).set({ points: 1_000 }).where(isTheirs()));
    const meanwhile = async () => {
      for (let n = 0; n < 5; n++) {
        const reply = await say(fan, question, `One more thing, number ${n}, that may help.`);
        await react(db);
        if (n % 2) await hideComment(db, town.max, reply, { rule: "spam", reason: "It says nothing, at length." });
        await react(db);
      }
    };
    await Promise.all([recountLedger(db, true), meanwhile(), recountLedger(db, true)]);
    await catchUp();
    await recountLedger(db, true);
    expect(await recountLedger(db, false)).toEqual([]);
    const hidden = await db.read.$count(ledgerClaims, and(isTheirs(), eq(ledgerClaims.kind, "comment.removed")));
    expect(hidden).toBe(2);
  });

  test("finds nothing while facts wait for their reactions", async () => {
    const question = await thread(db, town.ann, town.board, QUESTION);
    await say(fan, question);
    expect(await recountLedger(db, false)).toEqual([]);
  });
});

describe("a giver of much", () => {
  test("who was found to cheat counts nothing, some at a time, and again when that was wrong", async () => {
    const cheat = await newFan();
    const givers = await crowd(db, 3, "giver-");
    const reply = await say(fan, await thread(db, town.ann, town.board));
    for (const me of [cheat, ...givers]) await markHelpful(db, me, reply, true);
    await catchUp();
    const standing = () =>
      db.read.$count(ledgerClaims, and(eq(ledgerClaims.giverId, cheat.id), eq(ledgerClaims.stands, true)));
    const excluded = { audit: 1 as never, verdict: "excluded" as const, excluded: [cheat.id], proven: [cheat.id] };
    await db.write((tx) => record(tx, { kind: "audit.decided", by: town.max, details: excluded }));
    await catchUp();
    expect(await standing()).toBe(0);
    expect(await recountLedger(db, false)).toEqual([]);
    await db.write((tx) =>
      record(tx, {
        kind: "audit.undone",
        by: town.max,
        details: { audit: 1 as never, readmitted: [cheat.id], cleared: [cheat.id] },
      }),
    );
    await catchUp();
    expect(await standing()).toBe(1);
    expect(await recountLedger(db, false)).toEqual([]);
  });
});

describe("what goes for good", () => {
  test("takes what it brought along, and the ledger is what the facts that stay make", async () => {
    const { question } = await answered();
    await db.write((tx) => forgetTopics(tx, [question]));
    await catchUp();
    expect((await ledgerOf(fan)).claims).toEqual([]);
    expect(await recountLedger(db, false)).toEqual([]);
  });

  test("takes people along: what they gave is gone, and what others said of them makes nobody anew", async () => {
    const asker = await newFan();
    const { reply } = await answered(asker);
    const { question } = await answered();
    await acceptReply(db, town.ann, await say(town.cleo, question), true);
    await hideComment(db, town.max, reply, { rule: "spam", reason: "It says nothing, at length." });
    await catchUp();
    const theirs = await db.read
      .select({ topicId: ledgerClaims.topicId })
      .from(ledgerClaims)
      .where(eq(ledgerClaims.giverId, asker.id));
    await db.write((tx) =>
      forgetTopics(
        tx,
        theirs.flatMap(({ topicId }) => topicId ?? []),
      ),
    );
    await db.write((tx) => forgetPeople(tx, [asker.id]));
    await catchUp();
    expect(await recountLedger(db, false)).toEqual([]);
    await db.write((tx) => forgetPeople(tx, [fan.id]));
    await catchUp();
    expect(await recountLedger(db, true)).toEqual([]);
    expect(await ledgerOf(fan)).toEqual({ claims: [], sums: [] });
  });
});
