import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { markHelpful } from "~/features/comments/helpful.server";
import { moveIdea } from "~/features/ideas/moving.server";
import type { IdeaStatus } from "~/features/ideas/rules";
import type { Member } from "~/features/members/rules";
import { addTeam } from "~/features/members/teams.server";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { hideComment, hideTopic, suspend } from "~/features/moderation/acts.server";
import { report } from "~/features/moderation/reports.server";
import { undoAct } from "~/features/moderation/undoing.server";
import { acceptReply } from "~/features/threads/accepting.server";
import { record } from "~/platform/record.server";
import type { ActId, TopicId } from "~db/ids.ts";
import { contributions, ledgerEntries } from "~db/schema/ledger.ts";
import { moderationActs } from "~db/schema/moderation.ts";
import { openLedgerTown, pointsByKind } from "../../../tests/support/ledger-town";
import { idea, NO_WORDS, QUESTION, react, thread } from "../../../tests/support/town";
import { enterReports } from "./clock.server";
import { recountLedger } from "./recounting.server";
import type { ClaimKind } from "./rules";
import { claimsOn } from "./store.server";

const { db, town, say, catchUp, newFan } = await openLedgerTown();
const team = await addTeam(db, "Power");
let fan: Member;

beforeEach(async () => {
  fan = await newFan();
});
afterAll(() => db.close());

/** What somebody has of each kind, in points. */
async function pointsOf(who: Member): Promise<Partial<Record<ClaimKind, number>>> {
  await catchUp();
  await enterReports(db, Date.now() + 8 * 86_400_000);
  expect(await recountLedger(db, false)).toEqual([]);
  return pointsByKind(db, who);
}

const REASON = "For good reasons that are long enough to be read by everybody.";
const move = (id: TopicId, to: IdeaStatus, me = town.stella): Promise<void> =>
  moveIdea(db, me, id, to, {
    ...NO_WORDS,
    ...{ ownerId: town.stella.id, teamId: team, noDate: true, code: "later", reason: REASON },
  });
const SAID = { rule: "spam", reason: "It sells something, again and again." };

async function lastAct(): Promise<ActId> {
  const [row] = await db.read
    .select({ id: moderationActs.id })
    .from(moderationActs)
    .orderBy(sql`${moderationActs.id} desc`)
    .limit(1);
  return row?.id as ActId;
}

describe("the way of an idea", () => {
  test("pays at each step, and what shipped stays", async () => {
    const lamp = await idea(db, fan, town.board, "A lamp that pays");
    await move(lamp, "qualified", town.max);
    await move(lamp, "shortlisted");
    await move(lamp, "accepted");
    expect(await pointsOf(fan)).toEqual({ "idea.qualified": 10, "idea.shortlisted": 30, "idea.accepted": 60 });
    await move(lamp, "building");
    await move(lamp, "in_release");
    expect(await pointsOf(fan)).toMatchObject({ "idea.shipped": 200 });
  });

  test("pays nobody for what they gave themselves", async () => {
    const lamp = await idea(db, town.stella, town.board, "A lamp by staff");
    for (const to of ["shortlisted", "accepted", "building", "in_release"] as const) await move(lamp, to);
    expect(await pointsOf(town.stella)).not.toHaveProperty("idea.shipped");
    const mine = await idea(db, town.max, town.board, "A lamp by a moderator");
    await move(mine, "qualified", town.max);
    expect(await pointsOf(town.max)).not.toHaveProperty("idea.qualified");
  });

  test("gives decisions back that are withdrawn, and pays them once when they are made again", async () => {
    const lamp = await idea(db, fan, town.board, "A lamp in doubt");
    await move(lamp, "accepted");
    await move(lamp, "declined");
    expect(await pointsOf(fan)).toEqual({});
    await move(lamp, "submitted");
    await move(lamp, "accepted");
    expect(await pointsOf(fan)).toEqual({ "idea.accepted": 60 });
  });

  test("pays whoever said the same, once each, and not after they were parted", async () => {
    const [one, other] = [await newFan(), await newFan()];
    const lamp = await idea(db, fan, town.board, "A lamp for all");
    const same = await idea(db, one, town.board, "The same lamp");
    const twice = await idea(db, one, town.board, "The same lamp, again");
    const alike = await idea(db, other, town.board, "Almost the same lamp");
    for (const duplicateId of [same, twice])
      await mergeIdeas(db, town.max, { duplicateId, targetId: lamp, reason: REASON });
    await mergeIdeas(db, town.max, { duplicateId: alike, targetId: lamp, reason: REASON });
    const own = await idea(db, fan, town.board, "My own lamp, said again");
    await mergeIdeas(db, town.max, { duplicateId: own, targetId: lamp, reason: REASON });
    await move(lamp, "accepted");
    await move(lamp, "building");
    expect(await pointsOf(one)).toEqual({});
    await move(lamp, "in_release");
    expect(await pointsOf(one)).toEqual({ "duplicate.shipped": 20 });
    expect(await pointsOf(other)).toEqual({ "duplicate.shipped": 20 });
    expect(await pointsOf(fan)).not.toHaveProperty("duplicate.shipped");
    await unmergeIdea(db, town.max, alike);
    expect(await pointsOf(other)).toEqual({});
    expect((await pointsOf(town.max))["merge.done"]).toBe(15); // four were merged, one of them not any more
  });
});

describe("help", () => {
  test("pays for a reply that its asker accepts, and less for one that employees do", async () => {
    const asked = await thread(db, town.ann, town.board, QUESTION);
    const reply = await say(fan, asked);
    await acceptReply(db, town.ann, reply, true);
    expect(await pointsOf(fan)).toMatchObject({ "reply.accepted": 15 });
    await acceptReply(db, town.ann, reply, false);
    expect(await pointsOf(fan)).not.toHaveProperty("reply.accepted");
    await acceptReply(db, town.stella, reply, true);
    expect(await pointsOf(fan)).toMatchObject({ "reply.endorsed": 10 });
  });

  test("moves with what is accepted in its place, and pays nobody for their own", async () => {
    const asked = await thread(db, town.ann, town.board, QUESTION);
    const [mine, own] = [await say(fan, asked), await say(town.ann, asked, "I found it out myself, it was the sun.")];
    await acceptReply(db, town.ann, mine, true);
    await acceptReply(db, town.ann, own, true);
    expect(await pointsOf(fan)).not.toHaveProperty("reply.accepted");
    expect(await pointsOf(town.ann)).not.toHaveProperty("reply.accepted");
  });

  test("is worth as much as its giver weighs, and nothing once they take it back", async () => {
    const talk = await thread(db, town.ann, town.board);
    const reply = await say(fan, talk);
    await markHelpful(db, { ...town.ben, weight: 250 }, reply, true);
    await markHelpful(db, town.cleo, reply, true);
    expect(await pointsOf(fan)).toMatchObject({ "helpful.received": 1.25 });
    for (let n = 0; n < 5; n++) for (const wanted of [false, true]) await markHelpful(db, town.cleo, reply, wanted);
    expect(await pointsOf(fan)).toMatchObject({ "helpful.received": 1.25 });
    await markHelpful(db, town.cleo, reply, false);
    expect(await pointsOf(fan)).toMatchObject({ "helpful.received": 0.25 });
  });

  test("that came and went all day leaves one claim to look at, however many there were", async () => {
    const reply = await say(fan, await thread(db, town.ann, town.board));
    for (let n = 0; n < 6; n++) for (const isMarked of [true, false]) await markHelpful(db, town.ben, reply, isMarked);
    await markHelpful(db, town.ben, reply, true);
    expect(await pointsOf(fan)).toMatchObject({ "helpful.received": 1 });
    expect(await claimsOn(db.read, [`mark:${reply}:${town.ben.id}`])).toMatchObject([{ stands: true }]);
  });

  test("of a giver who was found to cheat counts nothing, and again when that was wrong", async () => {
    const reply = await say(fan, await thread(db, town.ann, town.board));
    const cheat = await newFan();
    await markHelpful(db, cheat, reply, true);
    await db.write((tx) =>
      record(tx, {
        kind: "audit.decided",
        by: town.max,
        details: { audit: 1 as never, verdict: "excluded", excluded: [cheat.id], proven: [cheat.id] },
      }),
    );
    expect(await pointsOf(fan)).not.toHaveProperty("helpful.received");
    await db.write((tx) =>
      record(tx, {
        kind: "audit.undone",
        by: town.max,
        details: { audit: 1 as never, readmitted: [cheat.id], cleared: [cheat.id] },
      }),
    );
    expect(await pointsOf(fan)).toMatchObject({ "helpful.received": 1 });
  });
});

describe("what moderators take", () => {
  test("is given back when the act is undone, each time", async () => {
    const reply = await say(fan, await thread(db, town.ann, town.board));
    expect(await pointsOf(fan)).toEqual({ "comment.first": 1 });
    for (let n = 0; n < 2; n++) {
      await hideComment(db, town.max, reply, SAID);
      expect(await pointsOf(fan)).toEqual({ "comment.removed": -5 });
      await undoAct(db, town.max, await lastAct());
      expect(await pointsOf(fan)).toEqual({ "comment.first": 1 });
    }
  });

  test("is once for a thing, however many reported it; whoever did is thanked until it turns out otherwise", async () => {
    const spam = await thread(db, fan, town.board, { kind: "article", title: "Buy my lamps now" });
    for (const me of [town.ben, town.cleo]) await report(db, me, { topicId: spam }, { what: "spam", note: "" });
    const thanks = async (me: Member) => (await pointsOf(me))["report.upheld"] ?? 0;
    const before = { ben: await thanks(town.ben), cleo: await thanks(town.cleo) };
    await hideTopic(db, town.max, spam, SAID);
    expect(await pointsOf(fan)).toEqual({ "topic.removed": -20, "report.against": -10 });
    expect([await thanks(town.ben), await thanks(town.cleo)]).toEqual([before.ben + 3, before.cleo + 3]);
    await undoAct(db, town.max, await lastAct());
    expect(await pointsOf(fan)).toEqual({ "article.published": 20 });
    expect([await thanks(town.ben), await thanks(town.cleo)]).toEqual([before.ben, before.cleo]);
  });

  test("for a suspension comes back when that is lifted", async () => {
    await suspend(db, town.max, fan.id, { ...SAID, days: 3 });
    expect(await pointsOf(fan)).toEqual({ "member.muted": -40 });
    await undoAct(db, town.max, await lastAct());
    expect(await pointsOf(fan)).toEqual({});
  });
});

describe("newcomers", () => {
  test("get a point for the first three comments of a day, until they are known", async () => {
    const talk = await thread(db, town.ann, town.board);
    for (let n = 0; n < 5; n++) await say(fan, talk, `What a fine day it is, I say it for the ${n}th time.`);
    expect(await pointsOf(fan)).toEqual({ "comment.first": 3 });
    await db.write((tx) =>
      record(tx, { kind: "level.changed", by: null, details: { member: fan.id, from: 1, to: 2 } }),
    );
    const known = await newFan();
    await db.write((tx) =>
      record(tx, { kind: "level.changed", by: null, details: { member: known.id, from: 1, to: 2 } }),
    );
    await say(known, talk);
    expect(await pointsOf(known)).toEqual({});
    expect(await pointsOf(fan)).toEqual({ "comment.first": 3 });
  });
});

describe("the ledger", () => {
  test("is append-only: what changes is one more entry, and entries add up to what stands", async () => {
    const reply = await say(fan, await thread(db, town.ann, town.board));
    await react(db);
    await hideComment(db, town.max, reply, SAID);
    await react(db);
    await undoAct(db, town.max, await lastAct());
    await react(db);
    const entries = await db.read
      .select()
      .from(ledgerEntries)
      .where(and(eq(ledgerEntries.memberId, fan.id), eq(ledgerEntries.kind, "comment.first")))
      .orderBy(ledgerEntries.id);
    expect(entries.map(({ points }) => points)).toEqual([1000, -1000, 1000]);
    expect(entries.map(({ reverses }) => reverses)).toEqual([null, entries[0]?.id, entries[1]?.id]);
  });

  test("keeps the sums of seasons, years and boards", async () => {
    const lamp = await idea(db, fan, town.board, "A lamp to be summed");
    await move(lamp, "accepted");
    await react(db);
    const rows = await db.read.select().from(contributions).where(eq(contributions.memberId, fan.id));
    expect(rows.map(({ boardId, points }) => [boardId, points]).sort()).toEqual([
      [0, 60_000],
      [0, 60_000],
      [0, 60_000],
      [town.board, 60_000],
      [town.board, 60_000],
      [town.board, 60_000],
    ]);
  });
});
