import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBoard } from "~/features/topics/topics.server";
import type { BoardId, TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { hide, idea, newForm, openTestStore, settle, type Town, thread } from "../../../tests/support/town";
import { addComment } from "../comments/comments.server";
import { listThreads, myThreads, type ThreadFilter } from "./listing.server";
import { loadThreads } from "./listing.store.server";
import { threadsFilterFrom, threadsHref } from "./thread-filter";
import { threadPage } from "./thread-page.server";

let db: Store;
let town: Town;
let lamps: BoardId;
let [talk, answered, waiting, show, elsewhere]: TopicId[] = [];

const at = (id: TopicId, createdAt: number, lastActivityAt: number) =>
  db.write((tx) => tx.update(topics).set({ createdAt, lastActivityAt }).where(eq(topics.id, id)));

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
  lamps = await db.write((tx) => addBoard(tx, { name: "Lamps", slug: "lamps", description: "" }));
  talk = await thread(db, town.ann, town.board, { text: `## Cats\n\n**Mine** ${"purrs ".repeat(60)}`, tags: "Cat" });
  answered = await thread(db, town.ben, town.board, { kind: "question" });
  waiting = await thread(db, town.ben, town.board, { kind: "question", tags: "cat, night" });
  show = await thread(db, town.cleo, town.board, { kind: "show" });
  elsewhere = await thread(db, town.cleo, lamps, { kind: "article" });
  await idea(db, town.ann, town.board);
  const reply = await addComment(db, town.ann, answered, { text: "So", parentId: null, once: newForm() });
  await db.write((tx) =>
    tx
      .update(threads)
      .set({ acceptedId: reply, acceptedBy: town.ben.id, acceptedAt: 1 })
      .where(eq(threads.topicId, answered as TopicId)),
  );
  for (const [n, id] of [talk, answered, waiting, show, elsewhere].entries()) await at(id, 100 + n, 200 - n);
});
afterAll(() => db.close());

const list = async (filter: Partial<ThreadFilter> = {}) =>
  (await listThreads(db, null, { order: "active", ...filter }, { limit: 50, after: null })).threads.map(({ id }) => id);

describe("the list of threads", () => {
  test("has those with the latest sign of life first, or the newest; no ideas", async () => {
    expect(await list()).toEqual([talk, answered, waiting, show, elsewhere]);
    expect(await list({ order: "new" })).toEqual([elsewhere, show, waiting, answered, talk]);
  });

  test("can be asked for a kind, a board, a tag, and for questions that wait for an answer", async () => {
    expect(await list({ kind: "question" })).toEqual([answered, waiting]);
    expect(await list({ isWaiting: true })).toEqual([waiting]);
    expect(await list({ boardId: lamps })).toEqual([elsewhere]);
    expect(await list({ tag: "cat" })).toEqual([talk, waiting]);
    expect(await list({ tag: "cat", kind: "show" })).toEqual([]);
  });

  test("says of each what a card shows: the first words without marks, replies, and whether it is answered", async () => {
    const { threads: cards } = await listThreads(db, null, { order: "active" }, { limit: 2, after: null });
    expect(cards).toMatchObject([
      { kind: "talk", author: "ann", board: "Phones 手机", boardSlug: "phones", tags: ["Cat"], comments: 0 },
      { kind: "question", isAnswered: true, comments: 1 },
    ]);
    expect(cards[0]?.glance).toMatch(/^Cats Mine purrs .*…$/);
    expect(cards[0]).not.toHaveProperty("text");
  });

  test("reads no more of a text than a glance needs, and its own page sends it once", async () => {
    const id = await thread(db, town.max, town.board, { kind: "article", text: `寿${"🎂".repeat(2_000)}终` });
    const [row] = await loadThreads(db.read, null, { order: "new" }, { limit: 1, after: null });
    expect([row?.id, row?.start]).toEqual([id, `寿${"🎂".repeat(999)}`]);
    const page = await threadPage(db, null, id);
    expect(page.glance).toMatch(/^寿🎂.*…$/u);
    expect(JSON.stringify(page).match(/终/g)).toHaveLength(1);
    await hide(db, id);
  });

  test.each(["active", "new"] as const)("comes in pages that leave nothing out, ordered by %s", async (order) => {
    const seen: TopicId[] = [];
    let after: string | null = null;
    do {
      const page = await listThreads(db, null, { order }, { limit: 2, after });
      seen.push(...page.threads.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(await list({ order }));
  });

  test("goes on only from a cursor of its own order", async () => {
    for (const after of ["", "x", cursorOf("threads.new", 1, 1), cursorOf("threads.active", 1, 0)])
      await expect(listThreads(db, null, { order: "active" }, { limit: 2, after })).rejects.toThrow(ForeignCursor);
  });

  test("keeps what is hidden to its author and moderators", async () => {
    const hidden = await thread(db, town.ann, town.board, { tags: "hidden" });
    await hide(db, hidden);
    const seenBy = async (viewer: Parameters<typeof listThreads>[1]) =>
      (await listThreads(db, viewer, { order: "new", tag: "hidden" }, { limit: 9, after: null })).threads.length;
    expect([await seenBy(null), await seenBy(town.ben), await seenBy(town.ann), await seenBy(town.max)]).toEqual([
      ...[0, 0, 1, 1],
    ]);
  });
});

test("one's own threads come latest first, in pages", async () => {
  const { threads: mine, next } = await myThreads(db, town.ben.id, null, 1);
  expect(mine).toMatchObject([{ id: waiting, kind: "question", visibility: "open" }]);
  expect(next).toBe(waiting);
  expect(await myThreads(db, town.ben.id, next, 1)).toMatchObject({ threads: [{ id: answered }], next: null });
});

describe("the URL of the list", () => {
  test.each([
    ["", "/threads"],
    ["order=active&kind=&tag=&board=", "/threads"],
    ["order=new&kind=show&board=arc&tag=a%26b", "/threads?order=new&kind=show&board=arc&tag=a%26b"],
    ["waiting=1&kind=talk&board=arc", "/threads?waiting=1&board=arc"],
    ["order=hot&kind=poem", "/threads"],
  ])("says ?%s as %s, and the same when it is read again", (query, href) => {
    const filter = threadsFilterFrom(new URLSearchParams(query));
    expect(threadsHref(filter)).toBe(href);
    expect(threadsFilterFrom(new URL(href, "http://here").searchParams)).toEqual(filter);
  });
});
