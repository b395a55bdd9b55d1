import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, commentInTopic, editComment } from "~/features/comments/comments.server";
import { commentHistory } from "~/features/comments/revisions.server";
import { visibleIdea } from "~/features/ideas/ideas.server";
import { editIdea, type Proposal } from "~/features/ideas/proposing.server";
import { ideaHistory } from "~/features/ideas/revisions.server";
import { hideComment, hideTopic, retitleTopic } from "~/features/moderation/acts.server";
import { editThread } from "~/features/threads/editing.server";
import { threadHistory } from "~/features/threads/revisions.server";
import { visibleThread } from "~/features/threads/threads.server";
import type { TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import type { Store } from "~db/store.ts";
import {
  draft,
  idea,
  newForm,
  openTestStore,
  proposal,
  settle,
  type Town,
  thread,
  threadWords,
} from "../../../tests/support/town";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const SAID = { rule: "spam", reason: "An advertisement" } as const;
const edit = (id: TopicId, more: Partial<Proposal>) => editIdea(db, town.ann, id, proposal(town.board, more));
const say = (topic: TopicId, text: string) =>
  addComment(db, town.ben, topic, { text, parentId: null, once: newForm() });

describe("the history of an idea", () => {
  test("shows who changed what, the latest first, and what was written first last", async () => {
    const id = await idea(db, town.ann, town.board, "Dark mode");
    await edit(id, { title: "Dark mode", proposal: "Dim it." });
    await retitleTopic(db, town.max, id, { title: "Dark mode at ten", reason: "Says when" });
    const { edits, first, next } = await ideaHistory(db, id);
    expect(edits).toMatchObject([
      {
        ...{ by: "max", byId: town.max.id },
        changes: [
          {
            name: "title",
            pieces: [
              { kind: "same", text: "Dark mode" },
              { kind: "added", text: " at ten" },
            ],
          },
        ],
      },
      { by: "ann", changes: [{ name: "proposal", pieces: [{ kind: "added", text: "Dim it." }] }] },
    ]);
    expect(first).toMatchObject({ by: "ann", words: { title: "Dark mode", proposal: "" } });
    expect(next).toBeNull();
  });

  test("shows an edit of nothing but tags as one that left the words alone", async () => {
    const id = await idea(db, town.ann, town.board);
    await edit(id, { tags: "night" });
    expect((await ideaHistory(db, id)).edits).toMatchObject([{ by: "ann", changes: [] }]);
  });

  test("is empty where nothing was edited, and of a draft", async () => {
    const nothing = { edits: [], first: null, next: null };
    expect(await ideaHistory(db, await idea(db, town.ann, town.board))).toEqual(nothing);
    const secret = await draft(db, town.ann, town.board);
    await edit(secret, { title: "Another title" });
    expect(await ideaHistory(db, secret)).toEqual(nothing);
  });

  test("is hidden with the idea: only its author and moderators have it at hand", async () => {
    const id = await idea(db, town.ann, town.board);
    await edit(id, { problem: "Less of an advertisement." });
    await hideTopic(db, town.max, id, SAID);
    for (const other of [null, town.ben, town.stella])
      await expect(visibleIdea(db.read, other, id)).rejects.toMatchObject({ code: "not.found" });
    for (const reader of [town.ann, town.max, town.alma])
      expect((await visibleIdea(db.read, reader, id)).visibility).toBe("hidden");
  });
});

describe("the history of a thread", () => {
  test("shows title and text, and is hidden with it", async () => {
    const id = await thread(db, town.ann, town.board, { title: "Whose cat?", text: "One.\nTwo." });
    await editThread(db, town.ann, id, threadWords(town.board, { title: "Whose dog?", text: "One.\nTwo.\nThree." }));
    const { edits, first } = await threadHistory(db, id);
    expect(edits.map(({ changes }) => changes.map(({ name }) => name))).toEqual([["title", "text"]]);
    expect(first?.words).toEqual({ title: "Whose cat?", text: "One.\nTwo." });
    await hideTopic(db, town.max, id, SAID);
    await expect(visibleThread(db.read, town.ben, id)).rejects.toMatchObject({ code: "not.found" });
  });
});

describe("the history of a comment", () => {
  test("goes on over pages without losing or repeating an edit, and takes no other's cursor", async () => {
    const id = await say(await idea(db, town.ann, town.board), "0");
    for (let n = 1; n <= 101; n++) await editComment(db, town.ben, id, String(n));
    const pages = [await commentHistory(db, id)];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await commentHistory(db, id, next));
    expect(pages.map(({ edits, first }) => [edits.length, first?.words.text])).toEqual([
      ...[
        [50, undefined],
        [50, undefined],
      ],
      [1, "0"],
    ]);
    const became = pages.flatMap(({ edits }) => edits.map(({ changes }) => changes[0]?.pieces.at(-1)?.text));
    expect(became).toEqual(Array.from({ length: 101 }, (_, n) => String(101 - n)));
    const foreign = cursorOf("history of comment 999", 1);
    await expect(commentHistory(db, id, foreign)).rejects.toThrow(ForeignCursor);
  });

  test("is hidden with the comment, and with its topic", async () => {
    const [one, two] = [await idea(db, town.ann, town.board), await idea(db, town.ann, town.board)];
    const [alone, inside] = [await say(one, "Buy this"), await say(two, "Buy that")];
    for (const id of [alone, inside]) await editComment(db, town.ben, id, "Never mind");
    await hideComment(db, town.max, alone, SAID);
    await hideTopic(db, town.max, two, SAID);
    for (const id of [alone, inside]) {
      for (const other of [null, town.cleo, town.stella])
        await expect(commentInTopic(db.read, other, id)).rejects.toMatchObject({ code: "not.found" });
      expect((await commentInTopic(db.read, town.max, id)).comment.text).toBe("Never mind");
    }
    expect((await commentInTopic(db.read, town.ben, alone)).comment.text).toBe("Never mind");
  });
});
