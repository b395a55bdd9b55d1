import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inboxOf } from "~/features/notifications/inbox.server";
import { addPicture, pictureFor } from "~/features/pictures/pictures.server";
import { addBoard } from "~/features/topics/topics.server";
import { draftsAt, saveDraft } from "~/features/writing/drafts.server";
import { draftName } from "~/features/writing/rules";
import type { BoardId, CommentId, TopicId } from "~db/ids.ts";
import { threads } from "~db/schema/threads.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { freshPicture } from "../../../tests/support/picture";
import { threadRevisionsOf } from "../../../tests/support/revisions";
import {
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  react,
  settle,
  type Town,
  thread,
  threadWords,
} from "../../../tests/support/town";
import { addComment } from "../comments/comments.server";
import { myIdeas } from "../ideas/listing.server";
import { hideComment, lockTopic, moveTopic, retitleTopic } from "../moderation/acts.server";
import { editThread, threadToEdit } from "./editing.server";
import { listThreads } from "./listing.server";
import { startThread, type WrittenThread } from "./starting.server";
import { threadPage } from "./thread-page.server";

let db: Store;
let town: Town;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "canyu-thread-"));
  db = await openTestStore();
  town = await settle(db);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const words = (more: Partial<WrittenThread> = {}) => threadWords(town.board, more);
const count = () => db.read.$count(topics);

const picture = async (): Promise<string> => addPicture(db, folder, town.ann, await freshPicture());
const nameOf = (path: string): string => path.replace("/pictures/", "");
const isPublic = async (path: string): Promise<boolean> =>
  (await pictureFor(db, folder, town.ann, nameOf(path))).isPublic;
const hearsOf = async (id: TopicId): Promise<string[]> => {
  await react(db);
  const { groups } = await inboxOf(db, town.ben, null);
  return groups.flatMap(({ kind, href }) => (href === `/threads/${id}` ? [kind] : []));
};

const REFUSED: Array<[string, Partial<WrittenThread>, Record<string, string>]> = [
  ["no kind", { kind: null }, { kind: "choice.missing" }],
  ["a title of three letters", { title: "abc" }, { title: "title.short" }],
  ["a title of 121 letters", { title: "x".repeat(121) }, { title: "title.long" }],
  ["no text", { text: " \u0000\n " }, { text: "text.missing" }],
  ["a text of 20,001 characters", { text: "x".repeat(20_001) }, { text: "text.long" }],
  ["eleven tags", { tags: "a,b,c,d,e,f,g,h,i,j,k" }, { tags: "tags.many" }],
  ["no board", { boardId: null }, { board: "board.missing" }],
  ["a board that is not there", { boardId: 2_000_000_000 as BoardId }, { board: "board.missing" }],
];

describe("starting a thread", () => {
  test("puts it on its board, with its tags, its kind and rendered words", async () => {
    const id = await thread(db, town.ann, town.board, { kind: "article", text: "Be **bold**.", tags: "Cat, cat, 夜" });
    expect(await threadPage(db, null, id)).toMatchObject({
      ...{ kind: "article", title: "What is on your lock screen?", board: "Phones 手机", author: "ann" },
      ...{ tags: ["Cat", "夜"], isAnswered: false, cover: null, editedAt: null, comments: 0 },
      html: expect.stringContaining("<strong>bold</strong>"),
    });
    expect(await factsOf(db, id)).toEqual(["thread.started"]);
  });

  test.each([
    ["", "Mine shows a cat. It is not mine.", "Mine shows a cat"],
    ["", "## 锁屏上是什么\n大家说说", "锁屏上是什么"],
    [" Own  title ", "Text enough", "Own title"],
  ])("titled %j with %j is called %j", async (title, text, called) => {
    expect((await threadPage(db, null, await thread(db, town.ann, town.board, { title, text }))).title).toBe(called);
  });

  test("with the same form twice, or twice at once, makes one; with other words another", async () => {
    const [before, once] = [await count(), newForm()];
    const ids = await Promise.all([1, 2, 3].map(() => startThread(db, town.ann, words(), { once })));
    expect(new Set([...ids, await startThread(db, town.ann, words(), { once })]).size).toBe(1);
    const others = [words({ text: "A dog." }), words({ kind: "show" })].map((one) =>
      startThread(db, town.ann, one, { once }),
    );
    await Promise.all(others);
    await startThread(db, town.ben, words(), { once });
    expect(await count()).toBe(before + 4);
  });

  test.each(REFUSED)("is refused with %s, and leaves no trace", async (_, more, fields) => {
    const before = await count();
    await expect(startThread(db, town.ann, words(more), { once: newForm() })).rejects.toMatchObject({ fields });
    expect(await count()).toBe(before);
  });

  test("is refused to who may not write now", async () => {
    const before = await count();
    for (const [who, code] of [
      [{ ...town.ann, mutedUntil: Date.now() + 60_000 }, "suspended"],
      [{ ...town.ann, standing: "waiting" as const }, "account.waiting"],
    ] as const)
      await expect(startThread(db, who, words(), { once: newForm() })).rejects.toMatchObject({ code });
    expect(await count()).toBe(before);
  });

  test("is no idea: it has no page among them, and is nobody's idea", async () => {
    await thread(db, town.cleo, town.board);
    expect((await myIdeas(db, town.cleo, null, 10)).ideas).toEqual([]);
    await expect(threadPage(db, null, await idea(db, town.cleo, town.board))).rejects.toMatchObject({
      code: "not.found",
    });
  });
});

describe("a thread with pictures", () => {
  const shown = (path: string, words: string): string => `![picture](${path})\n\n${words}`;

  test("has the first of them in front, is called by its words, and everybody may see them", async () => {
    const [first, second] = [await picture(), await picture()];
    expect(await isPublic(first)).toBe(false);
    const text = shown(first, shown(second, "Red since Monday. All of them."));
    const id = await thread(db, town.ann, town.board, { kind: "show", title: "", text });
    expect(await threadPage(db, null, id)).toMatchObject({ cover: first, title: "Red since Monday" });
    expect([await isPublic(first), await isPublic(second)]).toEqual([true, true]);
    const { threads: cards } = await listThreads(db, null, { order: "new", kind: "show" }, { limit: 1, after: null });
    expect(cards).toMatchObject([{ id, cover: first, glance: "Red since Monday. All of them." }]);
  });

  test("edited, shows what it shows then, and no longer what it doesn't", async () => {
    const [first, second] = [await picture(), await picture()];
    const id = await thread(db, town.ann, town.board, { kind: "show", text: shown(first, "Red.") });
    await editThread(db, town.ann, id, words({ kind: "show", text: shown(second, "Redder.") }));
    expect(await threadPage(db, null, id)).toMatchObject({ cover: second });
    expect([await isPublic(first), await isPublic(second)]).toEqual([false, true]);
    await editThread(db, town.ann, id, words({ kind: "show", text: "Eaten." }));
    expect(await threadPage(db, null, id)).toMatchObject({ cover: null });
  });
});

describe("a thread that names people", () => {
  test("tells them once, also when only an edit names them", async () => {
    const id = await thread(db, town.ann, town.board, { text: "Whose cat is it, @cleo?" });
    expect((await threadPage(db, null, id)).html).toContain(`href="/people/${town.cleo.id}"`);
    expect(await hearsOf(id)).toEqual([]);
    for (const text of ["Or yours, @ben?", "Or is it yours, @ben?"]) {
      await editThread(db, town.ann, id, words({ text }));
      expect(await hearsOf(id)).toEqual(["mention"]);
    }
    expect((await factsOf(db, id)).filter((kind) => kind === "people.mentioned")).toHaveLength(2);
  });
});

describe("a thread that was a draft", () => {
  test("takes it away when it starts, and leaves it where it was when it is refused", async () => {
    const fields = { kind: "show", title: "Half", text: "Half a thought" };
    const writing = { place: "/threads/new", known: null, fields, isLast: false };
    const { draft } = await saveDraft(db, town.cleo, writing);
    const form = { once: newForm(), draft: draft ? draftName(draft) : "" };
    await expect(startThread(db, town.cleo, words({ kind: null }), form)).rejects.toMatchObject({});
    expect(await draftsAt(db, town.cleo, "/threads/new")).toMatchObject([{ fields }]);
    await startThread(db, town.cleo, words(), form);
    expect(await draftsAt(db, town.cleo, "/threads/new")).toEqual([]);
  });
});

describe("editing a thread", () => {
  const edit = (id: TopicId, more: Partial<WrittenThread> = {}) => editThread(db, town.ann, id, words(more));

  test("changes everything it says and keeps the former words", async () => {
    const id = await thread(db, town.ann, town.board, { tags: "cat" });
    const other = await db.write((tx) => addBoard(tx, { name: "Tablets", slug: "", description: "" }));
    await edit(id, { kind: "question", title: "Whose cat is this?", text: "Not *mine*.", tags: "dog", boardId: other });
    expect(await threadPage(db, null, id)).toMatchObject({
      ...{ kind: "question", title: "Whose cat is this?", glance: "Not mine.", board: "Tablets", tags: ["dog"] },
      ...{ html: expect.stringContaining("<em>mine</em>"), editedAt: expect.any(Number) },
    });
    expect(await threadRevisionsOf(db, id)).toMatchObject([
      { title: "What is on your lock screen?", text: "Mine shows a cat that is not mine." },
    ]);
    expect(await factsOf(db, id)).toEqual(["thread.started", "thread.edited"]);
  });

  test("with the same words leaves no trace of an edit; other tags alone are one", async () => {
    const id = await thread(db, town.ann, town.board, { tags: "dog, Cat", text: "Mine." });
    await edit(id, { tags: "Cat，dog", text: " Mine.\r\n" });
    expect(await threadPage(db, null, id)).toMatchObject({ editedAt: null });
    expect([await threadRevisionsOf(db, id), await factsOf(db, id)]).toEqual([[], ["thread.started"]]);
    await edit(id, { tags: "Cat", text: "Mine." });
    expect(await threadPage(db, null, id)).toMatchObject({ tags: ["Cat"], editedAt: expect.any(Number) });
  });

  test("by two at once keeps the words of both", async () => {
    const id = await thread(db, town.ann, town.board, { text: "first" });
    await Promise.all([edit(id, { text: "second" }), edit(id, { text: "third" })]);
    const former = (await threadRevisionsOf(db, id)).map(({ text }) => text);
    expect(former).toHaveLength(2);
    expect([...former, (await threadPage(db, null, id)).glance].sort()).toEqual(["first", "second", "third"]);
  });

  test.each(REFUSED)("is refused with %s, and changes nothing", async (_, more, fields) => {
    const id = await thread(db, town.ann, town.board);
    await expect(edit(id, more)).rejects.toMatchObject({ fields });
    expect(await threadPage(db, null, id)).toMatchObject({ editedAt: null });
    expect(await threadRevisionsOf(db, id)).toEqual([]);
  });

  test("is the author's, while nobody has hidden or locked it", async () => {
    const id = await thread(db, town.ann, town.board);
    for (const other of [town.ben, town.max, town.alma, town.stella])
      await expect(editThread(db, other, id, words())).rejects.toMatchObject({ code: "not.author" });
    await expect(editThread(db, { ...town.ann, mutedUntil: Date.now() + 60_000 }, id, words())).rejects.toMatchObject({
      code: "suspended",
    });
    const muted = { ...town.ann, mutedUntil: Date.now() + 60_000 };
    await expect(threadToEdit(db, muted, id)).rejects.toMatchObject({ code: "suspended" });
    await expect(threadToEdit(db, town.ben, id)).rejects.toMatchObject({ code: "not.author" });
    await lockTopic(db, town.max, id, "Enough");
    await expect(edit(id)).rejects.toMatchObject({ code: "topic.locked" });
    await hide(db, id);
    await expect(edit(id)).rejects.toMatchObject({ code: "topic.hidden" });
    await expect(editThread(db, town.ben, id, words())).rejects.toMatchObject({ code: "not.found" });
    await expect(edit(await idea(db, town.ann, town.board))).rejects.toMatchObject({ code: "not.found" });
  });

  test("leaves the title and the board that a moderator gave it", async () => {
    const id = await thread(db, town.ann, town.board);
    const lamps = await db.write((tx) => addBoard(tx, { name: "Lamps", slug: "", description: "" }));
    await retitleTopic(db, town.max, id, { title: "Lock screens", reason: "Clearer" });
    await moveTopic(db, town.max, id, { boardId: lamps, reason: "It is about lamps" });
    await edit(id, { title: "My title", text: "New words" });
    expect(await threadPage(db, null, id)).toMatchObject({
      title: "Lock screens",
      board: "Lamps",
      glance: "New words",
    });
  });

  test("needs neither board, title nor kind where the form keeps them shut, as a browser then sends none", async () => {
    const id = await thread(db, town.ann, town.board, { kind: "question" });
    const sofas = await db.write((tx) => addBoard(tx, { name: "Sofas", slug: "", description: "" }));
    await retitleTopic(db, town.max, id, { title: "A red sofa", reason: "Clearer" });
    await moveTopic(db, town.max, id, { boardId: sofas, reason: "It is about sofas" });
    await expect(edit(id, { kind: null, boardId: null })).rejects.toMatchObject({ fields: { kind: "choice.missing" } });
    await accept(id, await addComment(db, town.ben, id, { text: "So", parentId: null, once: newForm() }));
    await edit(id, { kind: null, title: "", text: "New words", boardId: null });
    expect(await threadPage(db, null, id)).toMatchObject({
      ...{ kind: "question", title: "A red sofa", board: "Sofas", glance: "New words" },
    });
  });

  test("leaves what has an accepted reply the question it was", async () => {
    const id = await thread(db, town.ann, town.board, { kind: "question" });
    const reply = await addComment(db, town.ben, id, { text: "So", parentId: null, once: newForm() });
    await accept(id, reply);
    await edit(id, { kind: "talk", text: "New words" });
    expect(await threadPage(db, null, id)).toMatchObject({ kind: "question", isAnswered: true, glance: "New words" });
    await hideComment(db, town.max, reply, { rule: "spam", reason: "Sells watches." }); // it may come back
    expect((await threadToEdit(db, town.ann, id)).held).toEqual({ title: false, board: false, kind: true });
    await edit(id, { kind: "talk", text: "Newer words" });
    expect(await threadPage(db, null, id)).toMatchObject({
      kind: "question",
      isAnswered: false,
      glance: "Newer words",
    });
  });

  const accept = (id: TopicId, acceptedId: CommentId) =>
    db.write((tx) =>
      tx.update(threads).set({ acceptedId, acceptedBy: town.ann.id, acceptedAt: 1 }).where(eq(threads.topicId, id)),
    );
});
