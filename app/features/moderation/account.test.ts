import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addComment, commentsOf } from "~/features/comments/comments.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { clock } from "~/platform/clock";
import type { ActId, CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { idea, newForm, openTestStore, person, settle, type Town } from "../../../tests/support/town";
import { hideAccount, previewAccount } from "./account.server";
import { hideComment, hideTopic, lockTopic } from "./acts.server";
import { actLog } from "./log.server";
import { commentThing, topicThing } from "./rules";
import { showThing, undoAct } from "./undoing.server";

const CLEAN = { followers: [], comments: [] };
const SPAM = { rule: "spam", reason: "Sells watches." };
let db: Store;
let town: Town;
let mia: Member;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  mia = await person(db, "mia", ["moderator"]);
});
afterAll(() => db.close());

const say = (me: Member, topic: TopicId, text: string, parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });

async function spammer(name: string, ideas: number, remarks: number) {
  const spam = await person(db, name);
  const dark = await idea(db, town.ann, town.board);
  const own: TopicId[] = [];
  const said: CommentId[] = [];
  for (let n = 0; n < ideas; n++) own.push(await idea(db, spam, town.board, `Buy watch number ${n}`));
  for (let n = 0; n < remarks; n++) said.push(await say(spam, dark, `Watches, cheap ${n}`));
  return { spam, dark, own, said };
}
const openOf = async (me: Member) => {
  const { topics: ideas, comments: remarks } = await previewAccount(db, me.id);
  return [ideas, remarks];
};
/** The same store, where a colleague does something after the first write. */
function meanwhile(act: () => Promise<unknown>): Store {
  let writes = 0;
  const write: Store["write"] = async (work) => {
    const done = await db.write(work);
    if (++writes === 1) await act();
    return done;
  };
  return { ...db, write };
}
const actOn = async (me: Member): Promise<ActId> =>
  (await actLog(db, town.max, { subjectId: me.id, kind: "account.hide" })).acts[0]?.id ?? (0 as ActId);

describe("hiding everything by an account", () => {
  test("says first what that would be, hides it all in one act and in slices, and leaves others' words", async () => {
    const { spam, dark, own } = await spammer("spam1", 3, 5);
    await say(town.ben, dark, "Please stop");
    const preview = await previewAccount(db, spam.id);
    expect(preview).toMatchObject({ topics: 3, comments: 5 });
    expect(preview.firstTopics.map(({ id }) => id)).toEqual(own);
    expect(preview.firstComments.map(({ text }) => text)).toContain("Watches, cheap 0");
    expect(await hideAccount(db, town.max, spam.id, SPAM, 2)).toBe(8);
    expect(await openOf(spam)).toEqual([0, 0]);
    expect((await actLog(db, town.ben, { subjectId: spam.id })).acts).toMatchObject([{ kind: "account.hide" }]);
    expect((await commentsOf(db, null, dark, {})).comments.map(({ html }) => html)).toEqual(["<p>Please stop</p>"]);
    expect(await hideAccount(db, mia, spam.id, SPAM)).toBe(0);
    expect((await actLog(db, town.ben, { subjectId: spam.id })).acts).toHaveLength(1);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("undone restores exactly what that act hid: not what was hidden before, nor by another since", async () => {
    const { spam, dark, own, said } = await spammer("spam2", 3, 3);
    const [first, second, third] = own as [TopicId, TopicId, TopicId];
    await hideTopic(db, mia, first, SPAM);
    await hideComment(db, mia, said[0] ?? (0 as CommentId), SPAM);
    expect(await hideAccount(db, town.max, spam.id, SPAM)).toBe(4);
    const act = await actOn(spam);
    await showThing(db, mia, topicThing(second));
    await hideTopic(db, mia, second, { rule: "other", reason: "On its own" });
    expect(await undoAct(db, mia, act, 1)).toBe(true);
    expect(await undoAct(db, mia, act, 1)).toBe(false);
    const visibility = async (id: TopicId) => (await ideaPage(db, town.max, id)).visibility;
    expect([await visibility(first), await visibility(second), await visibility(third)]).toEqual([
      ...["hidden", "hidden", "open"],
    ]);
    expect((await commentsOf(db, null, dark, {})).comments.map(({ id }) => id)).toEqual(said.slice(1));
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("by two at once is one act that hides all", async () => {
    const { spam } = await spammer("spam3", 4, 4);
    const hidden = await Promise.all([town.max, mia].map((me) => hideAccount(db, me, spam.id, SPAM, 2)));
    expect(hidden.reduce((sum, one) => sum + one)).toBe(8);
    expect((await actLog(db, town.max, { subjectId: spam.id })).acts).toHaveLength(1);
    await Promise.all([town.max, mia].map(async (me) => undoAct(db, me, await actOn(spam), 2)));
    expect(await openOf(spam)).toEqual([4, 4]);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("is one act however long it takes, and stops when somebody undoes it meanwhile", async () => {
    const { spam } = await spammer("spam5", 4, 4);
    let now = Date.now();
    vi.spyOn(clock, "now").mockImplementation(() => (now += 30_000));
    expect(await hideAccount(db, town.max, spam.id, SPAM, 1)).toBe(8);
    expect((await actLog(db, mia, { subjectId: spam.id })).acts).toHaveLength(1);
    await undoAct(db, mia, await actOn(spam), 1);
    expect(await openOf(spam)).toEqual([4, 4]);
    const undo = async () => undoAct(db, mia, await actOn(spam), 1);
    await expect(hideAccount(meanwhile(undo), town.max, spam.id, SPAM, 1)).rejects.toMatchObject({
      code: "act.undone",
    });
    expect(await openOf(spam)).toEqual([4, 4]);
    const [hiding] = await Promise.allSettled([
      hideAccount(db, town.max, spam.id, SPAM, 1),
      vi.waitFor(async () => expect((await openOf(spam))[0]).toBeLessThan(4), { interval: 1 }).then(undo),
    ]);
    expect([undefined, "act.undone"]).toContain(hiding.status === "rejected" ? hiding.reason.code : undefined);
    expect(await openOf(spam)).toEqual([4, 4]);
    vi.restoreAllMocks();
  });

  test("goes on when a colleague shows one thing of it meanwhile, and leaves that in the open", async () => {
    const { spam, own } = await spammer("spam6", 6, 2);
    const first = own[0] ?? (0 as TopicId);
    const showing = meanwhile(() => showThing(db, mia, topicThing(first)));
    expect(await hideAccount(showing, town.max, spam.id, SPAM, 2)).toBe(8);
    expect(await openOf(spam)).toEqual([1, 0]);
    expect((await ideaPage(db, null, first)).visibility).toBe("open");
    expect((await actLog(db, mia, { subjectId: spam.id })).acts).toHaveLength(1);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("is done by a moderator, to people outside the team, for a reason", async () => {
    const { spam } = await spammer("spam4", 1, 0);
    await expect(hideAccount(db, town.ben, spam.id, SPAM)).rejects.toMatchObject({ code: "not.moderator" });
    await expect(hideAccount(db, town.max, town.stella.id, SPAM)).rejects.toMatchObject({ code: "act.on.team" });
    await expect(hideAccount(db, town.max, town.max.id, SPAM)).rejects.toMatchObject({ code: "act.on.self" });
    await expect(hideAccount(db, town.max, spam.id, { rule: "", reason: "" })).rejects.toMatchObject({
      fields: { rule: "rule.missing", reason: "reason.missing" },
    });
    expect(await openOf(spam)).toEqual([1, 0]);
  });
});

describe("every count equals its rows", () => {
  const step = fc.record({
    what: fc.constantFrom("topic", "comment", "lock", "account", "show", "show comment", "undo", "say"),
    n: fc.nat(3),
    by: fc.boolean(),
  });

  test("in whatever order things are hidden, shown, locked and undone", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const { spam, dark, said } = await spammer(`walker${run++}`, 1, 4);
        await say(town.cleo, dark, "An answer", said[0] ?? null);
        for (const { what, n, by } of steps) {
          const me = by ? town.max : mia;
          const comment = said[n] ?? (0 as CommentId);
          const acts = (await actLog(db, me, { subjectId: n % 2 ? spam.id : town.ann.id })).acts;
          const act = acts[n % Math.max(acts.length, 1)];
          if (what === "topic") await hideTopic(db, me, dark, SPAM);
          if (what === "comment") await hideComment(db, me, comment, SPAM);
          if (what === "lock") await lockTopic(db, me, dark, "Enough");
          if (what === "account") await hideAccount(db, me, spam.id, SPAM, n + 1);
          if (what === "show") await showThing(db, me, topicThing(dark));
          if (what === "show comment") await showThing(db, me, commentThing(dark, comment));
          if (what === "undo" && act) await undoAct(db, me, act.id, n + 1);
          if (what === "say") await say(town.max, dark, "Said").catch(() => null); // hidden just now
        }
        expect(await recountTopics(db, false)).toEqual(CLEAN);
        const [row] = await db.read.select().from(topics).where(eq(topics.id, dark));
        const rows = await db.read.select().from(comments).where(eq(comments.topicId, dark));
        expect(row?.commentCount).toBe(rows.filter(({ isHidden }) => !isHidden).length);
      }),
      { numRuns: 8 },
    );
  });
});
