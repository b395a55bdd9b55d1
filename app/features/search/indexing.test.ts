import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { addComment, editComment } from "~/features/comments/comments.server";
import { editIdea, submitDraft } from "~/features/ideas/proposing.server";
import { record } from "~/platform/record.server";
import type { ActId, CommentId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { searchDocuments, searchPostings, searchWords } from "~db/schema/search.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { openToldTown, PAGE } from "../../../tests/support/told-town";
import { draft, hide, idea, newForm, proposal, react, type Town } from "../../../tests/support/town";
import { askToCatchUp, catchUp } from "./catching-up.server";
import { helpedSearch, search, suggestions } from "./searching.server";
import { similarIdeas } from "./similar.server";

const { place, titles, told, commented } = openToldTown();
let db: Store;
let town: Town;

beforeAll(() => {
  ({ db, town } = place);
});

const moderate = (kind: "topic.hidden" | "topic.shown", topicId: TopicId) =>
  db.write(async (tx) => {
    const [topic] = await tx
      .update(topics)
      .set({ visibility: kind === "topic.hidden" ? "hidden" : "open" })
      .where(eq(topics.id, topicId))
      .returning();
    if (topic) await record(tx, { kind, by: town.max, topic, details: { act: 1 as ActId } });
  });

const moderateComment = (kind: "comment.hidden" | "comment.shown", comment: CommentId) =>
  db.write(async (tx) => {
    const [row] = await tx
      .update(comments)
      .set({ isHidden: kind === "comment.hidden" })
      .where(eq(comments.id, comment))
      .returning();
    const [topic] = row ? await tx.select().from(topics).where(eq(topics.id, row.topicId)) : [];
    if (topic) {
      const details = { act: 1 as ActId, comment, commentAuthor: town.ben.id };
      await record(tx, { kind, by: town.max, topic, details });
    }
  });

async function catchUpAll(): Promise<void> {
  while (await catchUp(db));
}
const isCounted = async (word: string): Promise<boolean> =>
  (await db.read.select().from(searchWords).where(eq(searchWords.word, word))).length > 0;

/** Every way to the words of others that this room offers. */
async function everywhere(word: string): Promise<string> {
  const found = await search(db, word, {}, PAGE);
  const misspelt = `${word.slice(0, -2)}${word.slice(-1)}${word.slice(-2, -1)}`;
  return JSON.stringify([
    found.hits.map(({ url, snippet, title }) => [url, snippet, title]),
    found.total,
    (await suggestions(db, word.slice(0, -1), 7)).map(({ url }) => url),
    (await helpedSearch(db, misspelt, {}, { limit: 20, asTyped: true })).instead ?? "",
    (await similarIdeas(db, town.max, word, 5)).map(({ title }) => title),
  ]);
}
const NOWHERE = JSON.stringify([[], 0, [], "", []]);

describe("what not everybody may see", () => {
  test("a draft is found by nobody until it is published", async () => {
    const id = await draft(db, town.ann, town.board, "Pangolin wallpaper");
    await react(db);
    expect(await everywhere("pangolin")).toBe(NOWHERE);
    await submitDraft(db, town.ann, id);
    await react(db);
    expect(await titles("pangolin")).toEqual(["Pangolin wallpaper"]);
  });

  test("words edited away are gone, of ideas and comments", async () => {
    const id = await told("Axolotl sounds", "An axolotl in the settings.");
    const comment = await commented(id, "More aardvark, please.");
    await editIdea(db, town.ann, id, proposal(town.board, { title: "Other sounds", problem: "Something else." }));
    await editComment(db, town.ben, comment, "More of it, please.");
    await react(db);
    expect(await everywhere("axolotl")).toBe(NOWHERE);
    expect(await everywhere("aardvark")).toBe(NOWHERE);
    expect(await titles("other sounds")).toContain("Other sounds");
  });

  test("a hidden idea is gone with its comments, at once and for good, and comes back when shown", async () => {
    const id = await told("Wombat screensaver");
    await commented(id, "A capybara would do.");
    await moderate("topic.hidden", id);
    const atOnce = await Promise.all(["wombat", "capybara"].map(everywhere));
    expect(atOnce).toEqual([NOWHERE, NOWHERE]); // before anything reacted
    await react(db);
    expect(await Promise.all(["wombat", "capybara"].map(everywhere))).toEqual([NOWHERE, NOWHERE]);
    expect(await isCounted("wombat")).toBe(false);
    await catchUpAll();
    expect(await isCounted("capybara")).toBe(false);
    await moderate("topic.shown", id);
    await react(db);
    await catchUpAll();
    expect(await titles("wombat")).toHaveLength(1);
    expect(await titles("capybara")).toHaveLength(1);
  });

  test("a hidden comment is gone, at once and for good, and comes back when shown", async () => {
    const comment = await commented(await told("A quiet idea"), "The ocelot did it.");
    await moderateComment("comment.hidden", comment);
    expect(await everywhere("ocelot")).toBe(NOWHERE);
    await react(db);
    expect(await everywhere("ocelot")).toBe(NOWHERE);
    await moderateComment("comment.shown", comment);
    await react(db);
    expect(await titles("ocelot")).toHaveLength(1);
  });
});

describe("the index", () => {
  const rows = async () => ({
    documents: (await db.read.select().from(searchDocuments)).length,
    postings: (await db.read.select().from(searchPostings)).length,
    words: (await db.read.select().from(searchWords)).reduce((sum, { documents }) => sum + documents, 0),
  });

  test("catches up with what it was never told of, changes nothing the second time, and adds up", async () => {
    const topic = await idea(db, town.ann, town.board, "Ibex alarm");
    await addComment(db, town.ben, topic, { text: "Or a chamois.", parentId: null, once: newForm() });
    const hidden = await told("Tapir alarm");
    await hide(db, hidden); // without a word to anybody
    const ask = async () => {
      await db.write(askToCatchUp);
      await catchUpAll();
    };
    await ask();
    expect(await titles("ibex")).toHaveLength(1);
    expect(await titles("chamois")).toHaveLength(1);
    const before = await rows();
    await react(db);
    await ask();
    expect(await rows()).toEqual(before);
    expect(before.words).toBe(before.postings + before.documents); // the empty word counts the documents
    expect(await catchUp(db)).toBe(false);
  });

  test("stays true when one text is indexed by several at once", async () => {
    const topic = await told("Lynx ringtone");
    await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        editIdea(db, town.ann, topic, proposal(town.board, { title: `Lynx ringtone ${n}`, problem: "Loud." })),
      ),
    );
    await Promise.all([react(db), db.write(askToCatchUp), catchUp(db)]);
    await react(db);
    await catchUpAll();
    const after = await rows();
    expect(after.words).toBe(after.postings + after.documents);
    expect(await titles("lynx")).toHaveLength(1);
  });

  test("takes a busy topic out and in again a hundred documents a write, and goes on where it was", async () => {
    const topic = await told("Quokka corner");
    const rows = Array.from({ length: 230 }, (_, n) => ({
      ...{ topicId: topic, authorId: town.ben.id, thread: 1 as CommentId, html: "", createdAt: n + 1 },
      text: `Okapi number ${n} says hello`,
    }));
    await db.write((tx) => tx.insert(comments).values(rows));
    const indexed = async () =>
      (await db.read.select().from(searchDocuments).where(eq(searchDocuments.topicId, topic))).length;
    await db.write(askToCatchUp);
    await catchUpAll();
    expect(await indexed()).toBe(231);

    await moderate("topic.hidden", topic);
    await react(db);
    expect(await indexed()).toBe(230);
    const left: number[] = [];
    while (await catchUp(db)) left.push(await indexed());
    expect(left.slice(0, 3)).toEqual([131, 31, 0]);
    expect(await isCounted("okapi")).toBe(false);

    await moderate("topic.shown", topic);
    await react(db);
    await catchUp(db);
    await moderate("topic.hidden", topic); // in the middle of it: from the beginning again
    await react(db);
    await catchUpAll();
    expect([await indexed(), await isCounted("okapi")]).toEqual([0, false]);
  });
});
