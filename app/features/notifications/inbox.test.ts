import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addComment } from "~/features/comments/comments.server";
import { answerIdea } from "~/features/ideas/answering.server";
import type { Member } from "~/features/members/rules";
import { follow } from "~/features/topics/topics.server";
import type { CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { comments } from "~db/schema/comments.ts";
import { notifications } from "~db/schema/notifications.ts";
import type { Store } from "~db/store.ts";
import { hide, idea, newForm, openTestStore, person, react, settle, type Town } from "../../../tests/support/town";
import { type Inbox, inboxOf, markAllRead, markRead, unreadCount } from "./inbox.server";
import { type Kind, leadsTo } from "./rules";

let db: Store;
let town: Town;
/** Somebody with an empty inbox. */
let fay: Member;
let people = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
beforeEach(async () => {
  fay = await person(db, `fay${++people}`);
});

const say = (me: Member, topic: TopicId, text = "Yes", parentId: CommentId | null = null) =>
  addComment(db, me, topic, { text, parentId, once: newForm() });
const groupsOf = async (me: Member): Promise<Inbox["groups"]> => (await inboxOf(db, me, null)).groups;

async function followed(title = "Dark mode at night"): Promise<TopicId> {
  const id = await idea(db, town.ann, town.board, title);
  await follow(db, fay, id, true);
  return id;
}

let facts = 1_000_000;

/** An entry as a reaction leaves it, without what led to it. */
async function entry(more: Partial<typeof notifications.$inferInsert> = {}): Promise<FactId> {
  const factId = ++facts as FactId;
  await db.write((tx) =>
    tx.insert(notifications).values({ memberId: fay.id, factId, kind: "admitted", at: factId, ...more }),
  );
  return factId;
}

describe("the inbox", () => {
  test("is empty at first", async () => {
    expect(await inboxOf(db, fay, null)).toEqual({ groups: [], next: null });
    expect(await unreadCount(db, fay)).toBe(0);
  });

  test("tells what is alike together: how many people, who was last, their words, and the first that is unread", async () => {
    const id = await followed();
    const first = await say(town.ben, id, "First");
    for (const fan of [town.cleo, town.max, town.ben, town.stella]) await say(fan, id, `**${fan.username}** agrees`);
    await react(db);
    expect(await groupsOf(fay)).toMatchObject([
      {
        kind: "comment",
        isUnread: true,
        entries: 5,
        people: 4,
        actor: "stella",
        title: "Dark mode at night",
        glance: "stella agrees",
        href: `/comments/${first}`,
      },
    ]);
    expect(await unreadCount(db, fay)).toBe(5);
  });

  test("keeps topics, kinds and what was read apart, newest first", async () => {
    const [dark, lamp] = [await followed("Dark mode"), await followed("A brighter lamp")];
    await say(town.ben, dark);
    await say(town.ben, lamp);
    await react(db);
    for (const { id } of await groupsOf(fay)) await markRead(db, fay, id);
    await answerIdea(db, town.stella, lamp, { text: "In *March*.", manner: "personally", once: newForm() });
    await say(town.cleo, dark);
    await react(db);
    const groups = await groupsOf(fay);
    expect(groups.map(({ kind, title, isUnread }) => [kind, title, isUnread])).toEqual([
      ["comment", "Dark mode", true],
      ["answer", "A brighter lamp", true],
      ["comment", "A brighter lamp", false],
      ["comment", "Dark mode", false],
    ]);
    expect(groups[1]).toMatchObject({ glance: "In March.", href: expect.stringMatching(/^\/ideas\/\d+#answer-\d+$/) });
  });

  test("tells what a moderator did one by one", async () => {
    const topicId = await followed();
    for (const words of ["Rude", "Off topic"]) await entry({ kind: "comment-hidden", topicId, words });
    expect((await groupsOf(fay)).map(({ words, entries }) => [words, entries])).toEqual([
      ["Off topic", 1],
      ["Rude", 1],
    ]);
  });

  test("comes in pages that leave nothing out and show nothing twice", async () => {
    const ids: FactId[] = [];
    for (let n = 0; n < 7; n++) ids.unshift(await entry());
    const seen: FactId[] = [];
    let after: string | null = null;
    do {
      const page: Inbox = await inboxOf(db, fay, after, 3);
      seen.push(...page.groups.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ids);
    for (const foreign of ["", "x", cursorOf("followed", 1), cursorOf("inbox", 0), cursorOf("inbox", 1.5)])
      await expect(inboxOf(db, fay, foreign)).rejects.toThrow(ForeignCursor);
  });

  test("counts a hundred unread and no more", async () => {
    const rows = Array.from({ length: 130 }, () => {
      const factId = ++facts as FactId;
      return { memberId: fay.id, factId, kind: "admitted", at: factId };
    });
    await db.write((tx) => tx.insert(notifications).values(rows));
    expect(await unreadCount(db, fay)).toBe(100);
  });
});

describe("reading", () => {
  test("marks an entry and those told with it, and leads to the first of them; what came since stays", async () => {
    const id = await followed();
    const first = await say(town.ben, id);
    await say(town.cleo, id);
    await react(db);
    const [group] = await groupsOf(fay);
    await say(town.max, id);
    await react(db);
    const last = group?.id as FactId;
    const twice = await Promise.all([markRead(db, fay, last), markRead(db, fay, last)]);
    expect(twice).toContain(`/comments/${first}`);
    expect(await unreadCount(db, fay)).toBe(1);
    expect((await groupsOf(fay)).map(({ isUnread, entries }) => [isUnread, entries])).toEqual([
      [true, 1],
      [false, 2],
    ]);
    expect(await markRead(db, fay, last)).toMatch(/^\/comments\//); // once more: it still leads there
  });

  test("all of it leaves what came meanwhile", async () => {
    await entry();
    const last = await entry();
    await entry();
    for (let n = 0; n < 2; n++) await markAllRead(db, fay, last);
    expect(await unreadCount(db, fay)).toBe(1);
  });

  test("is one's own affair", async () => {
    const id = await entry();
    for (const other of [town.ben, town.alma]) {
      await expect(markRead(db, other, id)).rejects.toMatchObject({ code: "not.found" });
      await markAllRead(db, other, id);
    }
    expect(await unreadCount(db, fay)).toBe(1);
  });
});

describe("what was hidden later", () => {
  const CANARY = "canary-7f3a";
  const hideComment = (id: CommentId) =>
    db.write((tx) => tx.update(comments).set({ isHidden: true }).where(eq(comments.id, id)));
  const inboxText = async (me: Member): Promise<string> => JSON.stringify(await inboxOf(db, me, null));

  test.each([
    ["the topic", (id: TopicId, _: CommentId) => hide(db, id)],
    ["the comment", (_: TopicId, id: CommentId) => hideComment(id)],
  ])("shows neither title nor words of %s, and counts for nobody, but those who may see it", async (what, hideIt) => {
    const id = await followed(`${CANARY} title`);
    const fans = [fay, town.ben, town.stella, town.max, town.alma];
    for (const fan of fans) await follow(db, fan, id, true);
    const comment = await say(town.cleo, id, `${CANARY} words`);
    await react(db);
    const before = new Map<Member, number>();
    for (const fan of [...fans, town.ann]) {
      before.set(fan, await unreadCount(db, fan));
      expect(await inboxText(fan)).toContain(CANARY);
    }
    await hideIt(id, comment);
    const mayStill = what === "the topic" ? [town.max, town.alma, town.ann] : [town.max, town.alma];
    for (const fan of [...fans, town.ann]) {
      const isShown = mayStill.includes(fan);
      expect([fan.username, (await inboxText(fan)).includes(CANARY)]).toEqual([fan.username, isShown]);
      expect(await unreadCount(db, fan)).toBe((before.get(fan) ?? 0) - (isShown ? 0 : 1));
    }
    // Leave nothing behind for the next of these.
    await db.write((tx) => tx.delete(notifications).where(eq(notifications.topicId, id)));
  });

  test("leads nowhere, also to whoever still has the old page open", async () => {
    const id = await followed();
    await say(town.ben, id, "Rude");
    await react(db);
    const [group] = await groupsOf(fay);
    await hide(db, id);
    await expect(markRead(db, fay, group?.id as FactId)).rejects.toMatchObject({ code: "not.found" });
  });

  test.each([
    ["the topic", (topic: TopicId, _: CommentId) => hide(db, topic)],
    ["the comment", (_: TopicId, comment: CommentId) => hideComment(comment)],
    ["both", (topic: TopicId, comment: CommentId) => Promise.all([hide(db, topic), hideComment(comment)])],
  ])("still lets a reporter know what came of their report, and not of what: %s", async (_, hideIt) => {
    const topicId = await followed(`${CANARY} again`);
    const commentId = await say(town.ben, topicId, `${CANARY} words`);
    await react(db);
    await db.write((tx) => tx.delete(notifications).where(eq(notifications.memberId, fay.id)));
    const id = await entry({ kind: "report", topicId, commentId, words: "upheld" });
    expect(await groupsOf(fay)).toMatchObject([{ glance: `${CANARY} words`, href: `/comments/${commentId}` }]);
    await hideIt(topicId, commentId);
    expect(await inboxText(fay)).not.toContain(CANARY);
    expect(await groupsOf(fay)).toMatchObject([
      { kind: "report", words: "upheld", title: null, glance: "", href: null },
    ]);
    expect(await unreadCount(db, fay)).toBe(1);
    expect(await markRead(db, fay, id)).toBeNull();
  });
});

describe("where an entry leads", () => {
  const about = (kind: Kind, more = {}) =>
    leadsTo({
      kind,
      topicId: 7 as TopicId,
      topicKind: "idea",
      commentId: null,
      objectorId: null,
      auditId: null,
      words: null,
      ...more,
    });

  test("is as near as can be", () => {
    expect(about("answer", { words: "3" })).toBe("/ideas/7#answer-3");
    expect(about("reply", { commentId: 9 as CommentId })).toBe("/comments/9");
    expect(about("report", { objectorId: 4 as MemberId })).toBe("/ideas/7/objections/4");
    expect(about("move", { words: "accepted" })).toBe("/ideas/7");
    expect(about("hidden", { topicKind: "thread" })).toBe("/threads/7");
    expect(about("admitted", { topicId: null })).toBe("/ideas/new");
    expect(about("suspended", { topicId: null })).toBeNull();
  });
});
