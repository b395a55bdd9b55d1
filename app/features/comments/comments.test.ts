import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ideaPage } from "~/features/ideas/idea-page.server";
import type { Member } from "~/features/members/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { clock } from "~/platform/clock";
import type { CommentId, TopicId } from "~db/ids.ts";
import { cursorOf, ForeignCursor } from "~db/pages.ts";
import { commentRevisions, comments as commentRows } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import {
  draft,
  factsOf,
  hide,
  idea,
  newForm,
  openTestStore,
  react,
  settle,
  type Town,
} from "../../../tests/support/town";
import { addComment, commentsOf, commentToEdit, editComment, visibleComment } from "./comments.server";

const CLEAN = { followers: [], comments: [] };
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const talk = () => idea(db, town.ann, town.board);
const say = (me: Member, topic: TopicId, text: string, parentId: CommentId | null = null, once = newForm()) =>
  addComment(db, me, topic, { text, parentId, once });
const countOf = (topic: TopicId) => db.read.$count(commentRows, eq(commentRows.topicId, topic));
const revisionsOf = async (id: CommentId) =>
  (await db.read.select().from(commentRevisions).where(eq(commentRevisions.commentId, id))).map(({ text }) => text);

describe("commenting", () => {
  test("stands two levels deep: a reply to a reply stands beside it", async () => {
    const dark = await talk();
    const first = await say(town.ben, dark, "I **agree**.");
    const other = await say(town.max, dark, "So do I.");
    const reply = await say(town.ann, dark, "Thanks!", first);
    const deeper = await say(town.cleo, dark, "Me too.", reply);
    const { comments } = await commentsOf(db, null, dark, {});
    expect(comments.map(({ id, parentId, thread }) => [id, parentId, thread])).toEqual([
      [first, null, first],
      [reply, first, first],
      [deeper, first, first],
      [other, null, other],
    ]);
    expect(comments[0]).toMatchObject({
      writer: { name: "ben" },
      html: "<p>I <strong>agree</strong>.</p>",
      editedAt: null,
    });
    const told = await db.read.select({ details: facts.details }).from(facts).where(eq(facts.topicId, dark));
    expect(told.at(-1)?.details).toEqual({ comment: deeper, parent: reply, parentAuthor: town.ann.id });
  });

  test("is the last sign of life of its topic, and makes its writer follow", async () => {
    const dark = await talk();
    const at = Date.now() + 5_000;
    vi.spyOn(clock, "now").mockReturnValue(at);
    await say(town.ben, dark, "Still so.");
    vi.restoreAllMocks();
    await react(db);
    const [topic] = await db.read.select().from(topics).where(eq(topics.id, dark));
    expect(topic).toMatchObject({ lastActivityAt: at, commentCount: 1, followerCount: 2 });
    expect((await ideaPage(db, town.ben, dark)).isFollowed).toBe(true);
  });

  test("counts thirty at once, by one and by many", async () => {
    const dark = await talk();
    const people = [town.ann, town.ben, town.cleo, town.max, town.stella];
    await Promise.all(Array.from({ length: 30 }, (_, n) => say(people[n % 5] ?? town.ben, dark, `Comment ${n}`)));
    expect((await ideaPage(db, null, dark)).comments).toBe(30);
    expect((await factsOf(db, dark)).filter((kind) => kind === "comment.added")).toHaveLength(30);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("is one for a form posted twice, thrice at once too; other words are another comment", async () => {
    const dark = await talk();
    const first = await say(town.cleo, dark, "Above");
    const ids = await Promise.all([1, 2, 3].map(() => say(town.ben, dark, "Same form", first, "one form")));
    expect(new Set([...ids, await say(town.ben, dark, " Same form\r\n", first, "one form")]).size).toBe(1);
    const other = await say(town.ben, dark, "Other words, as the first answer got lost", first, "one form");
    expect(other).not.toBe(ids[0]);
    expect(await say(town.cleo, dark, "Same form", first, "one form")).not.toBe(ids[0]);
    expect((await ideaPage(db, null, dark)).comments).toBe(4);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("is refused without words, with too many, elsewhere, on drafts and where there is nothing to see", async () => {
    const dark = await talk();
    const there = await say(town.ben, await talk(), "Over there");
    const secret = await draft(db, town.ann, town.board);
    const hidden = await talk();
    await hide(db, hidden);
    await expect(say(town.ben, dark, " \u0000\n ")).rejects.toMatchObject({ fields: { text: "text.missing" } });
    await expect(say(town.ben, dark, "x".repeat(20_001))).rejects.toMatchObject({ fields: { text: "text.long" } });
    for (const parent of [there, 2_000_000_000 as CommentId])
      await expect(say(town.ben, dark, "Here", parent)).rejects.toMatchObject({ code: "reply.elsewhere" });
    await expect(say(town.ann, secret, "Hm")).rejects.toMatchObject({ code: "comment.on.draft" });
    for (const unseen of [secret, 2_000_000_000 as TopicId])
      await expect(say(town.ben, unseen, "Hm")).rejects.toMatchObject({ code: "not.found" });
    for (const anyone of [town.ann, town.ben, town.max, town.stella])
      await expect(say(anyone, hidden, "Hm")).rejects.toMatchObject({ code: "topic.hidden" });
    for (const topic of [dark, secret, hidden]) expect(await countOf(topic)).toBe(0);
    expect(await factsOf(db, dark)).toEqual(["idea.proposed"]);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  });

  test("takes exactly 20,000 characters, and what people paste", async () => {
    const dark = await talk();
    const id = await say(town.ben, dark, `\u0000${"字".repeat(19_998)}\u2028.`);
    expect((await visibleComment(db.read, null, id)).text).toBe(`${"字".repeat(19_998)}\u2028.`);
  });
});

describe("editing a comment", () => {
  test("shows the new words and keeps the former; the same words change nothing", async () => {
    const dark = await talk();
    const id = await say(town.ben, dark, "Frist");
    await editComment(db, town.ben, id, " Frist \u0000");
    expect((await visibleComment(db.read, null, id)).editedAt).toBeNull();
    await editComment(db, town.ben, id, "First");
    await editComment(db, town.ben, id, "First!");
    expect((await commentsOf(db, null, dark, {})).comments).toMatchObject([{ html: "<p>First!</p>" }]);
    expect((await visibleComment(db.read, null, id)).editedAt).not.toBeNull();
    expect(await revisionsOf(id)).toEqual(["Frist", "First"]);
    expect(await factsOf(db, dark)).toEqual(["idea.proposed", "comment.added", "comment.edited", "comment.edited"]);
  });

  test("twice at once loses nobody's words", async () => {
    const id = await say(town.ben, await talk(), "One");
    await Promise.all(["Two", "Three"].map((text) => editComment(db, town.ben, id, text)));
    const { text } = await visibleComment(db.read, null, id);
    expect([...(await revisionsOf(id)), text].sort()).toEqual(["One", "Three", "Two"]);
  });

  test("is its writer's only, needs words, and a topic one can see; a refusal changes nothing", async () => {
    const dark = await talk();
    const id = await say(town.ben, dark, "Mine");
    for (const other of [town.ann, town.max, town.alma, town.stella])
      await expect(editComment(db, other, id, "Mine now")).rejects.toMatchObject({ code: "not.author" });
    const muted = { ...town.ben, mutedUntil: Date.now() + 60_000 };
    await expect(commentToEdit(db.read, muted, id)).rejects.toMatchObject({ code: "suspended" });
    await expect(editComment(db, muted, id, "Mine now")).rejects.toMatchObject({ code: "suspended" });
    await expect(editComment(db, town.ben, id, " ")).rejects.toMatchObject({ fields: { text: "text.missing" } });
    await expect(editComment(db, town.ben, id, "x".repeat(20_001))).rejects.toMatchObject({
      fields: { text: "text.long" },
    });
    await hide(db, dark);
    for (const unseen of [id, 2_000_000_000 as CommentId])
      await expect(editComment(db, town.ben, unseen, "Hm")).rejects.toMatchObject({ code: "not.found" });
    expect(await visibleComment(db.read, town.max, id)).toMatchObject({ text: "Mine", editedAt: null });
    expect(await revisionsOf(id)).toEqual([]);
  });
});

describe("reading comments", () => {
  test("goes page by page through threads and their replies, or from one thread on", async () => {
    const long = await talk();
    const threads: CommentId[] = [];
    for (let n = 0; n < 4; n++) threads.push(await say(town.ben, long, `Number ${n}`));
    for (let n = 0; n < 8; n++) await say(town.cleo, long, `Reply ${n}`, threads[n % 2] ?? null);
    const whole = (await commentsOf(db, null, long, {})).comments.map(({ id }) => id);
    expect(whole).toHaveLength(12);
    for (const limit of [1, 3, 5, 12]) {
      const read: CommentId[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof commentsOf>> = await commentsOf(db, null, long, { after }, limit);
        expect(page.startsLate).toBe(after !== null);
        read.push(...page.comments.map(({ id }) => id));
        after = page.next;
      } while (after);
      expect(read).toEqual(whole);
    }
    const [, second = whole[0] ?? null] = threads;
    const from = await commentsOf(db, null, long, { thread: second }, 3);
    expect(from.comments.map(({ id }) => id)).toEqual(whole.slice(5, 8)); // after the first thread and its four replies
    expect(from).toMatchObject({ startsLate: true, next: expect.any(String) });
  });

  test("shows nothing of other topics, and refuses a cursor that isn't its own", async () => {
    const quiet = await talk();
    const nothing = { order: "time", comments: [], top: [], next: null, startsLate: false };
    expect(await commentsOf(db, null, quiet, {})).toEqual(nothing);
    const foreign = ["nonsense", cursorOf("ideas.new", 1, 1), cursorOf("comments", 1), cursorOf("comments", 1, 1.5)];
    for (const after of [...foreign, cursorOf("comments", 0, 1), cursorOf("comments", 1, 99_999_999_999)])
      await expect(commentsOf(db, null, quiet, { after })).rejects.toBeInstanceOf(ForeignCursor);
  });
});
