import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import type { Member } from "~/features/members/rules";
import type { TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { facts } from "~db/schema/facts.ts";
import { reports } from "~db/schema/moderation.ts";
import type { Store } from "~db/store.ts";
import { crowd, draft, idea, newForm, openTestStore, person, settle, type Town } from "../../../tests/support/town";
import { hideComment, hideTopic, lockTopic } from "./acts.server";
import { actLog } from "./log.server";
import { openCount, queue } from "./queue.server";
import { decide, report, reportable } from "./reports.server";
import { topicThing } from "./rules";

const SPAM = { what: "spam", note: "Third time today" };
const HIDE = { rule: "spam", reason: "Sells watches." };
let db: Store;
let town: Town;
let mia: Member;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  mia = await person(db, "mia", ["moderator"]);
});
afterAll(() => db.close());

const talk = (by = town.ann) => idea(db, by, town.board);
const say = (me: Member, topic: TopicId, text: string) =>
  addComment(db, me, topic, { text, parentId: null, once: newForm() });
const openOn = async (topicId: TopicId) =>
  (await queue(db, town.max, null, 1_000)).cases.filter((one) => one.topicId === topicId);
const decisionsOn = async (id: TopicId) =>
  (await db.read.select().from(facts).where(eq(facts.topicId, id)))
    .filter(({ kind }) => kind === "report.decided")
    .map(({ details }) => details);
const said = async (me: Member, topicId: TopicId) => (await reportable(db.read, me, { topicId })).mine;

describe("reporting", () => {
  test("is once a person and thing, twice at once too, and can be changed while open", async () => {
    const dark = await talk();
    await Promise.all([1, 2, 3].map(() => report(db, town.ben, { topicId: dark }, SPAM)));
    await report(db, town.ben, { topicId: dark }, { what: "insult", note: " Rather this \u0000" });
    expect(await said(town.ben, dark)).toMatchObject({ what: "insult", note: "Rather this", outcome: null });
    expect(await said(town.cleo, dark)).toBeNull();
    const rows = await db.read.select().from(reports).where(eq(reports.topicId, dark));
    expect(rows).toHaveLength(1);
    const comment = await say(town.cleo, dark, "Buy");
    await report(db, town.ben, { commentId: comment }, SPAM); // another thing
    expect(await openOn(dark)).toMatchObject([
      { commentId: null, count: 1, author: "ann", text: expect.stringContaining("too bright") },
      { commentId: comment, count: 1, author: "cleo", text: "Buy", reports: [{ reporter: "ben", note: SPAM.note }] },
    ]);
  });

  test("needs to say what, is not for one's own, nor for visitors to nothing", async () => {
    const dark = await talk();
    const about = (me: Member, what: string, topicId = dark, note = "") => report(db, me, { topicId }, { what, note });
    await expect(about(town.ben, "")).rejects.toMatchObject({ fields: { what: "choice.missing" } });
    await expect(about(town.ben, "spam", dark, "x".repeat(2_001))).rejects.toMatchObject({
      fields: { note: "reason.long" },
    });
    await expect(about(town.ann, "spam")).rejects.toMatchObject({ code: "report.own" });
    await expect(about({ ...town.ben, mutedUntil: Date.now() + 1_000 }, "spam")).rejects.toMatchObject({
      code: "suspended",
    });
    for (const unseen of [await draft(db, town.ann, town.board), 2_000_000_000 as TopicId])
      await expect(about(town.ben, "spam", unseen)).rejects.toMatchObject({ code: "not.found" });
    expect(await openOn(dark)).toEqual([]);
  });

  test("of what a moderator has just hidden says so", async () => {
    const dark = await talk();
    const comment = await say(town.cleo, dark, "Buy");
    await hideComment(db, town.max, comment, HIDE);
    await expect(report(db, town.ben, { commentId: comment }, SPAM)).rejects.toMatchObject({ code: "comment.hidden" });
    await hideTopic(db, town.max, dark, HIDE);
    await expect(report(db, town.ben, { topicId: dark }, SPAM)).rejects.toMatchObject({ code: "topic.hidden" });
    await expect(report(db, town.ben, { commentId: comment }, SPAM)).rejects.toMatchObject({ code: "topic.hidden" });
  });
});

describe("the queue", () => {
  test("has one case a thing with all its reports, the longest waiting first, page by page", async () => {
    const fans = await crowd(db, 4, "reporter");
    const things: TopicId[] = [];
    for (let n = 0; n < 5; n++) things.push(await talk(town.cleo));
    for (const topicId of things) for (const fan of fans) await report(db, fan, { topicId }, SPAM);
    const seen: TopicId[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof queue>> = await queue(db, town.max, after, 2);
      seen.push(...page.cases.filter(({ authorId }) => authorId === town.cleo.id).map(({ topicId }) => topicId));
      after = page.next;
    } while (after);
    expect(seen.filter((id) => things.includes(id))).toEqual(things);
    expect((await openOn(things[0] ?? (0 as TopicId)))[0]).toMatchObject({ count: 4 });
    const open = await openCount(db);
    await decide(db, town.max, topicThing(things[0] ?? (0 as TopicId)), "rejected");
    expect(await openCount(db)).toBe(open - 1);
    for (const foreign of ["x", cursorOf("acts", 1), cursorOf("reports", 1.5), cursorOf("reports", 1, 2)])
      await expect(queue(db, town.max, foreign)).rejects.toBeInstanceOf(ForeignCursor);
  });

  test("doesn't tell moderators who reported their own words, or what they wrote", async () => {
    const own = await talk(town.max);
    const comment = await say(town.max, own, "I know better");
    for (const wanted of [{ topicId: own }, { commentId: comment }])
      await report(db, town.ben, wanted, { what: "insult", note: "canary-note" });
    const seenBy = async (me: Member) =>
      (await queue(db, me, null, 1_000)).cases.filter(({ topicId }) => topicId === own);
    expect(await seenBy(town.max)).toMatchObject([
      { count: 1, reports: [] },
      { count: 1, reports: [] },
    ]);
    expect(await seenBy(mia)).toMatchObject(
      [0, 1].map(() => ({ reports: [{ reporter: "ben", note: "canary-note" }] })),
    );
  });

  test("says where this moderator can't act", async () => {
    const own = await talk(town.max);
    const team = await talk(town.stella);
    for (const topicId of [own, team]) await report(db, town.ben, { topicId }, SPAM);
    expect((await openOn(own))[0]?.whyNot).toBe("act.on.self");
    expect((await openOn(team))[0]?.whyNot).toBe("act.on.team");
    const decided = (topicId: TopicId) => decide(db, town.max, topicThing(topicId), "rejected");
    await expect(decided(own)).rejects.toMatchObject({ code: "act.on.self" });
    expect(await decided(team)).toBe(true);
    await expect(decide(db, town.ben, topicThing(own), "rejected")).rejects.toMatchObject({
      code: "not.moderator",
    });
    expect(await decide(db, mia, topicThing(own), "upheld")).toBe(true);
  });
});

describe("deciding", () => {
  test("tells each reporter once, and ends their report", async () => {
    const dark = await talk();
    for (const me of [town.ben, town.cleo]) await report(db, me, { topicId: dark }, SPAM);
    const done = await Promise.all([town.max, mia].map((me) => decide(db, me, topicThing(dark), "rejected")));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await decisionsOn(dark)).toMatchObject([
      { reporter: town.ben.id, isUpheld: false },
      { reporter: town.cleo.id, isUpheld: false },
    ]);
    expect(await said(town.ben, dark)).toMatchObject({ outcome: "rejected" });
    await expect(report(db, town.ben, { topicId: dark }, SPAM)).rejects.toMatchObject({ code: "report.decided" });
    expect(await openOn(dark)).toEqual([]);
  });

  test("is also hiding or locking it, of this thing only", async () => {
    const dark = await talk();
    const comment = await say(town.cleo, dark, "Buy");
    await report(db, town.ben, { topicId: dark }, SPAM);
    await report(db, town.ben, { commentId: comment }, SPAM);
    await hideComment(db, town.max, comment, HIDE);
    expect(await decisionsOn(dark)).toMatchObject([{ comment, isUpheld: true }]);
    expect(await openOn(dark)).toMatchObject([{ commentId: null }]);
    await lockTopic(db, town.max, dark, "Enough of this");
    expect(await openOn(dark)).toEqual([]);
    expect(await decisionsOn(dark)).toHaveLength(2);
  });
});

describe("the log", () => {
  test("shows titles only to those who see the topic, goes page by page, and by kind", async () => {
    const secret = await idea(db, town.ann, town.board, "SECRET watches");
    const open = await idea(db, town.ann, town.board, "An open one");
    await hideTopic(db, town.max, secret, HIDE);
    await lockTopic(db, town.alma, open, "Enough");
    const titles = async (viewer: Member) =>
      (await actLog(db, viewer, {})).acts.filter(({ topicId }) => topicId === secret).map(({ title }) => title);
    for (const viewer of [town.ben, town.stella]) expect(await titles(viewer)).toEqual([null]);
    for (const viewer of [town.ann, town.max, town.alma]) expect(await titles(viewer)).toEqual(["SECRET watches"]);
    expect(JSON.stringify(await actLog(db, town.ben, {}))).not.toContain("SECRET");
    expect((await actLog(db, town.ben, {})).acts[0]).toMatchObject({ by: "alma", as: "admin", title: "An open one" });
    const all = (await actLog(db, town.ben, {}, null, 1_000)).acts.map(({ id }) => id);
    const walked: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof actLog>> = await actLog(db, town.ben, {}, after, 2);
      walked.push(...page.acts.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(walked).toEqual(all);
    const locks = (await actLog(db, town.ben, { kind: "topic.lock" })).acts;
    expect(new Set(locks.map(({ kind }) => kind))).toEqual(new Set(["topic.lock"]));
    for (const foreign of ["x", cursorOf("reports", 1), cursorOf("acts", 0)])
      await expect(actLog(db, town.ben, {}, foreign)).rejects.toBeInstanceOf(ForeignCursor);
  });
});
