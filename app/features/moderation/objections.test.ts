import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { setRoles } from "~/features/members/members.server";
import type { Member } from "~/features/members/rules";
import { inboxOf } from "~/features/notifications/inbox.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote, objectionsTo, withdrawVote } from "~/features/voting/voting.server";
import { clock } from "~/platform/clock";
import type { ActId, TopicId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { hidings, reports } from "~db/schema/moderation.ts";
import type { Store } from "~db/store.ts";
import { crowd, factsOf, idea, openTestStore, person, react, settle, type Town } from "../../../tests/support/town";
import { hideAccount, previewAccount } from "./account.server";
import { hideObjection } from "./acts.server";
import { forgetModerationBy } from "./forgetting.server";
import { actLog } from "./log.server";
import { openCount, queue } from "./queue.server";
import { decide, report, reportable } from "./reports.server";
import { objectionThing, topicThing } from "./rules";
import { showThing, undoAct } from "./undoing.server";

const RUDE = "Only fools want this, CANARY.";
const INSULT = { rule: "insult", reason: "Nobody here is a fool." };
const WHY = { reason: INSULT.reason };
const SAID = { what: "insult", note: "" };
let db: Store;
let town: Town;
let mia: Member;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  mia = await person(db, "mia", ["moderator"]);
});
afterAll(() => db.close());

const object = (me: Member, topicId: TopicId, reason = RUDE) =>
  castVote(db, me, topicId, { kind: "objection", reason });
const takeBack = (me: Member, topicId: TopicId) => withdrawVote(db, me, topicId, "objection");
const seenBy = async (viewer: Member | null, topicId: TopicId) =>
  (await objectionsTo(db, viewer, topicId, null)).objections;

/** An idea with a rude objection to it. */
async function rude(objector = town.ben) {
  const topicId = await idea(db, town.ann, town.board);
  await object(objector, topicId);
  return { topicId, objectorId: objector.id };
}
const decisionsOn = async (id: TopicId) =>
  (await db.read.select().from(facts).where(eq(facts.topicId, id)))
    .filter(({ kind }) => kind === "report.decided")
    .map(({ details }) => details);
const lastAct = async (me: Member): Promise<ActId> =>
  (await actLog(db, town.max, { subjectId: me.id })).acts[0]?.id ?? (0 as ActId);

const NOBODY = { objectorId: null, name: null, level: null, reason: "" };

describe("hiding an objection's reason", () => {
  test("leaves its words to its author and moderators, its place and the act's reason to all, and its count", async () => {
    const key = await rude();
    expect(await hideObjection(db, town.max, key, INSULT)).toBe(true);
    expect(await hideObjection(db, mia, key, INSULT)).toBe(false);
    for (const viewer of [null, town.ann, town.cleo, town.stella])
      expect(await seenBy(viewer, key.topicId)).toMatchObject([{ ...NOBODY, hiding: WHY }]);
    for (const viewer of [town.ben, town.max, town.alma])
      expect(await seenBy(viewer, key.topicId)).toMatchObject([
        { objectorId: town.ben.id, name: "ben", reason: RUDE, hiding: WHY },
      ]);
    expect((await ideaPage(db, null, key.topicId)).objections).toBe(1);
    expect(await recount(db, false)).toEqual([]);
    expect((await actLog(db, town.cleo, { thing: objectionThing(key) })).acts).toMatchObject([
      { kind: "objection.hide", subject: "ben", topicId: key.topicId, ...INSULT },
    ]);
    expect((await actLog(db, town.cleo, { thing: topicThing(key.topicId) })).acts).toEqual([]);
    expect((await factsOf(db, key.topicId)).at(-1)).toBe("objection.hidden");
    const told = await db.read.select({ details: facts.details }).from(facts).where(eq(facts.topicId, key.topicId));
    expect(JSON.stringify(told)).not.toContain("CANARY");
  });

  test("is undone from the log or where it stands, and can be done again", async () => {
    const key = await rude();
    await hideObjection(db, town.max, key, INSULT);
    expect(await undoAct(db, mia, await lastAct(town.ben))).toBe(true);
    expect(await undoAct(db, mia, await lastAct(town.ben))).toBe(false);
    expect(await seenBy(null, key.topicId)).toMatchObject([{ name: "ben", reason: RUDE, hiding: null }]);
    await hideObjection(db, town.max, key, INSULT);
    expect(await showThing(db, mia, objectionThing(key))).toBe(true);
    expect(await showThing(db, mia, objectionThing(key))).toBe(false);
    expect(await seenBy(null, key.topicId)).toMatchObject([{ reason: RUDE, hiding: null }]);
    expect((await actLog(db, mia, { thing: objectionThing(key) })).acts.map(({ undoneBy }) => undoneBy)).toEqual([
      ...["mia", "mia"],
    ]);
  });

  test("isn't got round by taking the objection back and objecting anew", async () => {
    const key = await rude();
    await hideObjection(db, town.max, key, INSULT);
    await takeBack(town.ben, key.topicId);
    await object(town.ben, key.topicId, "As I said: CANARY fools.");
    expect(JSON.stringify(await seenBy(town.cleo, key.topicId))).not.toContain("CANARY");
    expect(await seenBy(town.ben, key.topicId)).toMatchObject([{ reason: "As I said: CANARY fools.", hiding: WHY }]);
    expect((await ideaPage(db, null, key.topicId)).objections).toBe(1);
  });

  test("by two at once is one act", async () => {
    const key = await rude();
    const done = await Promise.all([town.max, mia, town.alma].map((me) => hideObjection(db, me, key, INSULT)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await actLog(db, mia, { thing: objectionThing(key) })).acts).toHaveLength(1);
  });

  test("is for moderators, for a reason, not on oneself or the team, and of what is there", async () => {
    const key = await rude();
    const hideIt = (me: Member, what = key, said = INSULT) => hideObjection(db, me, what, said);
    await expect(hideIt(town.cleo)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(hideIt(town.max, key, { rule: "", reason: "" })).rejects.toMatchObject({
      fields: { rule: "rule.missing", reason: "reason.missing" },
    });
    await expect(hideIt(town.max, await rude(town.max))).rejects.toMatchObject({ code: "act.on.self" });
    await expect(hideIt(town.max, await rude(town.stella))).rejects.toMatchObject({ code: "act.on.team" });
    const nothing = { ...key, objectorId: town.cleo.id };
    await expect(showThing(db, town.cleo, objectionThing(nothing))).rejects.toMatchObject({ code: "not.found" });
  });

  test("once it was taken back, or deciding what was reported of it, finds that another was faster", async () => {
    const key = await rude();
    await report(db, town.cleo, key, SAID);
    await takeBack(town.ben, key.topicId);
    expect(await hideObjection(db, town.max, key, INSULT)).toBe(false);
    for (const outcome of ["upheld", "rejected"] as const)
      expect(await decide(db, town.max, objectionThing(key), outcome)).toBe(false);
    await expect(decide(db, town.ben, objectionThing(key), "upheld")).rejects.toMatchObject({ code: "not.moderator" });
    expect((await actLog(db, mia, { thing: objectionThing(key) })).acts).toEqual([]);
    await object(town.ben, key.topicId);
    expect((await reportable(db.read, town.cleo, key)).mine).toMatchObject({ outcome: null });
  });

  test("is told its author, with the reason and the way there", async () => {
    const dee = await person(db, "dee");
    const key = await rude(dee);
    await hideObjection(db, town.max, key, INSULT);
    await react(db);
    expect((await inboxOf(db, dee, null)).groups).toMatchObject([
      { kind: "objection-hidden", words: INSULT.reason, href: `/ideas/${key.topicId}/objections/${dee.id}` },
    ]);
  });
});

describe("reporting an objection", () => {
  const casesOn = async (id: TopicId, me = mia) =>
    (await queue(db, me, null, 1_000)).cases.filter(({ topicId }) => topicId === id);

  test("is once a person, apart from the idea's own reports, and is decided by hiding", async () => {
    const key = await rude();
    await Promise.all([1, 2].map(() => report(db, town.cleo, key, SAID)));
    await report(db, town.cleo, { topicId: key.topicId }, SAID);
    expect((await reportable(db.read, town.cleo, key)).glance).toBe(RUDE);
    expect(await casesOn(key.topicId)).toMatchObject([
      { objectorId: town.ben.id, author: "ben", text: RUDE, count: 1, reports: [{ reporter: "cleo" }] },
      { objectorId: null, author: "ann", count: 1, reports: [{ reporter: "cleo" }] },
    ]);
    await hideObjection(db, town.max, key, INSULT);
    expect(await casesOn(key.topicId)).toMatchObject([{ objectorId: null }]);
    await expect(report(db, town.stella, key, SAID)).rejects.toMatchObject({ code: "objection.hidden" });
    await expect(report(db, town.alma, key, SAID)).rejects.toMatchObject({ code: "objection.hidden" });
  });

  test("isn't for one's own, and can be found groundless", async () => {
    const key = await rude();
    await expect(report(db, town.ben, key, SAID)).rejects.toMatchObject({ code: "report.own" });
    await report(db, town.cleo, key, SAID);
    expect(await decide(db, mia, objectionThing(key), "rejected")).toBe(true);
    expect((await reportable(db.read, town.cleo, key)).mine).toMatchObject({ outcome: "rejected" });
    expect(await decisionsOn(key.topicId)).toMatchObject([{ comment: null, objector: town.ben.id, isUpheld: false }]);
  });

  test("waits unseen while the objection is taken back, and waits again with the same words or others", async () => {
    const key = await rude();
    await report(db, town.cleo, key, SAID);
    const open = await openCount(db);
    await takeBack(town.ben, key.topicId);
    await react(db);
    expect([await casesOn(key.topicId), await openCount(db)]).toEqual([[], open - 1]);
    await object(town.ben, key.topicId);
    await react(db);
    expect(await casesOn(key.topicId)).toMatchObject([{ text: RUDE, reports: [{ reporter: "cleo" }] }]);
    expect(await openCount(db)).toBe(open);
    const before = (await reportable(db.read, town.cleo, key)).mine?.at ?? 0;
    vi.spyOn(clock, "now").mockReturnValue(before + 1);
    await report(db, town.cleo, key, { what: "untrue", note: "Again" });
    vi.restoreAllMocks();
    expect((await reportable(db.read, town.cleo, key)).mine).toMatchObject({ what: "untrue", at: before + 1 });
    await hideObjection(db, town.max, key, INSULT);
    expect(await decisionsOn(key.topicId)).toMatchObject([{ reporter: town.cleo.id, isUpheld: true }]);
  });

  test("is answered in its reporter's inbox, with the way to the objection", async () => {
    const [key, eve] = [await rude(), await person(db, "eve")];
    await report(db, eve, key, SAID);
    await hideObjection(db, mia, key, INSULT);
    await react(db);
    const href = `/ideas/${key.topicId}/objections/${town.ben.id}`;
    expect((await inboxOf(db, eve, null)).groups).toMatchObject([{ kind: "report", words: "upheld", href }]);
  });

  test("can be made anew once the objection it was decided about was taken back", async () => {
    const key = await rude();
    await report(db, town.cleo, key, SAID);
    await decide(db, mia, objectionThing(key), "rejected");
    await takeBack(town.ben, key.topicId);
    await object(town.ben, key.topicId, "Said in other words.");
    await react(db);
    expect((await reportable(db.read, town.cleo, key)).mine).toBeNull();
    await report(db, town.cleo, key, SAID);
    expect(await casesOn(key.topicId)).toMatchObject([{ text: "Said in other words." }]);
  });

  test("keeps a decision about the words that stand, made before the outbox heard of the former", async () => {
    const key = await rude();
    await report(db, town.cleo, key, SAID);
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 1_000);
    await takeBack(town.ben, key.topicId);
    vi.spyOn(clock, "now").mockReturnValue(Date.now() + 2_000);
    await object(town.ben, key.topicId);
    await decide(db, mia, objectionThing(key), "rejected");
    vi.restoreAllMocks();
    await react(db);
    expect((await reportable(db.read, town.cleo, key)).mine).toMatchObject({ outcome: "rejected" });
  });
});

describe("hiding everything by an account", () => {
  test("hides its objections, too, and undone shows those again and no other", async () => {
    const troll = await person(db, "troll");
    const keys = [await rude(troll), await rude(troll), await rude(troll)];
    const [first] = keys;
    if (first) await hideObjection(db, mia, first, INSULT);
    expect(await previewAccount(db, troll.id)).toMatchObject({
      objections: 2,
      firstObjections: [{ reason: RUDE }, { reason: RUDE }],
    });
    expect(await hideAccount(db, town.max, troll.id, INSULT, 1)).toBe(2);
    expect(await previewAccount(db, troll.id)).toMatchObject({ objections: 0, firstObjections: [] });
    await undoAct(db, mia, await lastAct(troll), 1);
    const shown = await Promise.all(keys.map(async ({ topicId }) => (await seenBy(null, topicId))[0]?.reason));
    expect(shown).toEqual(["", RUDE, RUDE]);
  });
});

describe("forgetting somebody", () => {
  test("takes out what was reported of their objections and what hid them", async () => {
    const gone = await person(db, "gone");
    const [key, other] = [await rude(gone), await rude(gone)];
    await report(db, town.cleo, other, SAID);
    await hideObjection(db, town.max, key, INSULT);
    await db.write((tx) => forgetModerationBy(tx, [gone.id]));
    for (const table of [reports, hidings])
      expect(await db.read.select().from(table).where(eq(table.objectorId, gone.id))).toEqual([]);
    expect(await seenBy(null, key.topicId)).toMatchObject([{ reason: RUDE, hiding: null }]);
  });
});

describe("the queue", () => {
  test("shows ten reports of each case, however many another has", async () => {
    const [loud, still] = [await rude(), await rude()];
    for (const fan of await crowd(db, 12, "loud")) await report(db, fan, loud, SAID);
    await report(db, town.cleo, still, SAID);
    const cases = (await queue(db, mia, null, 1_000)).cases.filter(({ objectorId }) => objectorId === town.ben.id);
    const shownOf = ({ topicId }: { topicId: TopicId }) => {
      const found = cases.find((one) => one.topicId === topicId);
      return [found?.count, found?.reports.length];
    };
    expect([shownOf(loud), shownOf(still)]).toEqual([
      [12, 10],
      [1, 1],
    ]);
  });
});

describe("the button that undoes", () => {
  const mayUndo = async (viewer: Member, me: Member) =>
    (await actLog(db, viewer, { subjectId: me.id })).acts.map((act) => act.mayUndo);

  test("stands only where its reader may: not on oneself, on the team only for admins, never on what is undone", async () => {
    const rob = await person(db, "rob");
    await hideObjection(db, town.max, await rude(rob), INSULT);
    expect([await mayUndo(mia, rob), await mayUndo(town.cleo, rob), await mayUndo(rob, rob)]).toEqual([
      ...[[true], [false], [false]],
    ]);
    await setRoles(db, rob.id, ["moderator"], null);
    const promoted: Member = { ...rob, roles: ["moderator"] };
    expect([await mayUndo(mia, rob), await mayUndo(promoted, rob), await mayUndo(town.alma, rob)]).toEqual([
      ...[[false], [false], [true]],
    ]);
    await undoAct(db, town.alma, await lastAct(rob));
    expect(await mayUndo(town.alma, rob)).toEqual([false]);
  });
});
