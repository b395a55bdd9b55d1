import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, placeOfComment } from "~/features/comments/comments.server";
import { topRequests } from "~/features/export/top-requests.server";
import { hideAccount, previewAccount } from "~/features/moderation/account.server";
import { hideTopic, lockTopic, moveTopic, retitleTopic } from "~/features/moderation/acts.server";
import { actLog, standingOn } from "~/features/moderation/log.server";
import { queue } from "~/features/moderation/queue.server";
import { report } from "~/features/moderation/reports.server";
import { showThing, undoAct } from "~/features/moderation/undoing.server";
import { inboxOf } from "~/features/notifications/inbox.server";
import { catchUp } from "~/features/search/catching-up.server";
import { helpedSearch, search, suggestions } from "~/features/search/searching.server";
import { similarIdeas } from "~/features/search/similar.server";
import { followedBy } from "~/features/topics/following.server";
import { addBoard, follow } from "~/features/topics/topics.server";
import { castVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import { searchDocuments, searchWords } from "~db/schema/search.ts";
import type { Store } from "~db/store.ts";
import { threadRevisionsOf } from "../../../tests/support/revisions";
import { newForm, openTestStore, person, react, settle, type Town, thread } from "../../../tests/support/town";
import { editThread } from "./editing.server";
import { listThreads } from "./listing.server";
import { threadPage } from "./thread-page.server";
import { visibleThread } from "./threads.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const SAID = { rule: "insult", reason: "Not like this" };
const FIRST = { limit: 20, after: null };
const page = async (id: TopicId) => threadPage(db, null, id);
const settled = async (): Promise<void> => {
  await react(db);
  while (await catchUp(db));
};
const found = async (text: string, kind?: "idea" | "thread" | "comment") =>
  (await search(db, text, { kind }, FIRST)).hits.map((hit) => [hit.kind, hit.topicId]);

describe("a thread, like an idea,", () => {
  test("is followed by who started it and who talks there, and the inbox leads to what was said", async () => {
    const id = await thread(db, town.ann, town.board, { title: "Whose cat is this?" });
    const reply = await addComment(db, town.ben, id, { text: "Mine", parentId: null, once: newForm() });
    await react(db);
    expect(await page(id)).toMatchObject({ followers: 2, comments: 1 });
    expect((await followedBy(db, town.ben, null)).topics).toMatchObject([{ id, kind: "thread" }]);
    expect((await inboxOf(db, town.ann, null)).groups).toMatchObject([
      { kind: "comment", topicKind: "thread", title: "Whose cat is this?", href: `/comments/${reply}` },
    ]);
    expect(await placeOfComment(db.read, null, reply)).toBe(`/threads/${id}?thread=${reply}#comment-${reply}`);
    await follow(db, town.ben, id, false);
    expect((await page(id)).followers).toBe(1);
  });

  test("is found by its title, its words and its tags, by kind; and nobody is offered it as a similar idea", async () => {
    const id = await thread(db, town.ann, town.board, {
      title: "Zeppelin lamps",
      text: "A gyroscope, 陀螺仪",
      tags: "orbit",
    });
    await settled();
    for (const words of ["zeppelin", "gyroscope", "陀螺", "orbit"])
      expect(await found(words)).toEqual([["thread", id]]);
    expect(await found("gyroscope", "thread")).toEqual([["thread", id]]);
    for (const kind of ["idea", "comment"] as const) expect(await found("gyroscope", kind)).toEqual([]);
    const [hit] = (await search(db, "gyroscope", {}, FIRST)).hits;
    expect(hit).toMatchObject({ url: `/threads/${id}`, thread: "talk", status: null, supporters: 0, author: "ann" });
    expect((await suggestions(db, "zeppel", 5)).map(({ url }) => url)).toEqual([`/threads/${id}`]);
    expect((await helpedSearch(db, "gyroscpoe", {}, { limit: 5, asTyped: false })).instead).toBe("gyroscope");
    expect(await similarIdeas(db, null, "Zeppelin lamps", 5)).toEqual([]);
    expect((await search(db, "gyroscope", { status: "submitted" }, FIRST)).hits).toEqual([]);
    await editThread(db, town.ann, id, { ...(await page(id)), tags: "", text: "A compass" });
    await settled();
    expect([await found("gyroscope"), await found("compass")]).toEqual([[], [["thread", id]]]);
  });

  test("takes no votes and stands in no export of requests", async () => {
    const id = await thread(db, town.ann, town.board);
    for (const kind of ["support", "problem"] as const)
      await expect(castVote(db, town.ben, id, { kind, reason: "" })).rejects.toMatchObject({ code: "not.found" });
    const rows = [];
    for await (const row of topRequests(db, { filter: { order: "most" }, origin: "http://here" })) rows.push(row);
    expect(rows).toEqual([]);
  });

  test("is locked, moved and given another title, and all of that undone", async () => {
    const id = await thread(db, town.ann, town.board, { title: "Whose dog is this?" });
    const boardId = await db.write((tx) => addBoard(tx, { name: "Dogs", slug: "", description: "" }));
    expect(await lockTopic(db, town.max, id, "Enough")).toBe(true);
    expect(await moveTopic(db, town.max, id, { boardId, reason: "Dogs" })).toBe(true);
    expect(await retitleTopic(db, town.max, id, { title: "A dog", reason: "Shorter" })).toBe(true);
    expect(await retitleTopic(db, town.max, id, { title: "A dog", reason: "Shorter" })).toBe(false);
    expect(await page(id)).toMatchObject({
      title: "A dog",
      board: "Dogs",
      isLocked: true,
      editedAt: expect.any(Number),
    });
    expect(await threadRevisionsOf(db, id)).toMatchObject([{ title: "Whose dog is this?" }]);
    await expect(addComment(db, town.ben, id, { text: "Late", parentId: null, once: newForm() })).rejects.toMatchObject(
      {
        code: "topic.locked",
      },
    );
    expect(await standingOn(db, town.max, await visibleThread(db.read, town.max, id))).toMatchObject({
      locked: { reason: "Enough" },
      mayUndo: true,
    });
    const { acts } = await actLog(db, town.ben, {});
    expect(acts.slice(0, 3)).toMatchObject([{ topicKind: "thread", title: "A dog" }, {}, {}]);
    for (const act of acts.slice(0, 3)) expect(await undoAct(db, town.max, act.id)).toBe(true);
    expect(await page(id)).toMatchObject({ title: "Whose dog is this?", board: "Phones 手机", isLocked: false });
  });

  test("is reported, read in the queue with its words, hidden there, and shown again", async () => {
    const id = await thread(db, town.ann, town.board, { text: "Rude words" });
    const thing = await report(db, town.ben, { topicId: id }, { what: "insult", note: "Look" });
    const { cases } = await queue(db, town.max, null);
    expect(cases).toMatchObject([{ topicId: id, topicKind: "thread", text: "Rude words", count: 1 }]);
    expect(await hideTopic(db, town.max, id, SAID)).toBe(true);
    expect((await queue(db, town.max, null)).cases).toEqual([]);
    await react(db);
    expect((await inboxOf(db, town.ben, null)).groups[0]).toMatchObject({
      kind: "report",
      words: "upheld",
      href: null,
    });
    expect((await inboxOf(db, town.ann, null)).groups[0]).toMatchObject({ kind: "hidden", href: `/threads/${id}` });
    expect(await showThing(db, town.max, thing)).toBe(true);
    expect(await page(id)).toMatchObject({ visibility: "open" });
  });

  test("goes out of sight with everything else of its author", async () => {
    const fay = await person(db, "fay");
    const id = await thread(db, fay, town.board, { title: "Follow my link" });
    expect((await previewAccount(db, fay.id)).firstTopics).toMatchObject([{ id, kind: "thread" }]);
    expect(await hideAccount(db, town.max, fay.id, { ...SAID, rule: "spam" })).toBe(1);
    await expect(page(id)).rejects.toMatchObject({ code: "not.found" });
  });
});

test("a hidden thread's words are nowhere for others, and its author and moderators still read them", async () => {
  const CANARY = "canaryword";
  const id = await thread(db, town.ann, town.board, {
    ...{ kind: "question", title: `Is a ${CANARY} yellow?`, text: `My ${CANARY} sings.`, tags: CANARY },
  });
  await editThread(db, town.ann, id, { ...(await page(id)), text: `That ${CANARY} sings.`, tags: CANARY });
  await addComment(db, town.cleo, id, { text: `Every ${CANARY} does`, parentId: null, once: newForm() });
  await follow(db, town.ben, id, true);
  await settled();
  expect(await found(CANARY)).toHaveLength(2);

  await hideTopic(db, town.max, id, SAID);
  expect(await found(CANARY)).toEqual([]); // before the index hears of it, too
  await settled();
  expect([await found(CANARY), await suggestions(db, CANARY, 5)]).toEqual([[], []]);
  const indexed = JSON.stringify([
    await db.read.select().from(searchDocuments),
    await db.read.select().from(searchWords),
  ]);
  expect(indexed).not.toContain("canari");
  expect(indexed).not.toContain(CANARY);

  const list = (viewer: Parameters<typeof listThreads>[1]) => listThreads(db, viewer, { order: "new" }, FIRST);
  for (const other of [null, town.ben, town.stella]) {
    await expect(threadPage(db, other, id)).rejects.toMatchObject({ code: "not.found" });
    await expect(visibleThread(db.read, other, id)).rejects.toMatchObject({ code: "not.found" }); // its edit history
    expect(JSON.stringify(await list(other))).not.toContain(CANARY);
  }
  const seen = JSON.stringify([
    (await inboxOf(db, town.ben, null)).groups,
    (await followedBy(db, town.ben, null)).topics,
    (await actLog(db, town.ben, {})).acts,
  ]);
  expect(seen).not.toContain(CANARY);
  for (const reader of [town.ann, town.max]) {
    expect((await threadPage(db, reader, id)).html).toContain(CANARY);
    expect(JSON.stringify(await list(reader))).toContain(CANARY);
  }
});
