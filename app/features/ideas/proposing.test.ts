import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { clock } from "~/platform/clock";
import type { BoardId, TopicId } from "~db/ids.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { ideaRevisionsOf } from "../../../tests/support/revisions";
import {
  draft,
  factsOf,
  hide,
  idea,
  NO_WORDS,
  newForm,
  openTestStore,
  proposal,
  settle,
  type Town,
} from "../../../tests/support/town";
import { addBoard } from "../topics/topics.server";
import { stallIdeas } from "./clock.server";
import { ideaPage } from "./idea-page.server";
import { listIdeas, myIdeas } from "./listing.server";
import { moveIdea } from "./moving.server";
import { editIdea, type Proposal, propose, submitDraft } from "./proposing.server";

const DAY = 86_400_000;
let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());
afterEach(() => vi.restoreAllMocks());

const words = (more: Partial<Proposal> = {}) => proposal(town.board, { title: "Charge to 80%", ...more });
const send = (more: Partial<Proposal> = {}, once = newForm()) =>
  propose(db, town.ann, words(more), { once, asDraft: false });
const topicsCount = () => db.read.$count(topics);

const REFUSED: Array<[string, Partial<Proposal>, Record<string, string>]> = [
  ["a title of three letters", { title: "abc" }, { title: "title.short" }],
  ["a title of one Han character", { title: "省" }, { title: "title.short" }],
  ["a first sentence too short for a title", { title: "", problem: "No. It is too bright." }, { title: "title.short" }],
  ["a title of 121 letters", { title: "x".repeat(121) }, { title: "title.long" }],
  ["a title of 49 Han characters", { title: "省".repeat(49) }, { title: "title.long" }],
  ["no problem", { problem: " \u0000\n " }, { problem: "problem.missing" }],
  ["a problem of 20,001 characters", { problem: "x".repeat(20_001) }, { problem: "text.long" }],
  ["a problem of 60,000 characters", { problem: "长".repeat(60_000) }, { problem: "text.long" }],
  ["a proposal of 20,001 characters", { proposal: "x".repeat(20_001) }, { proposal: "text.long" }],
  ["eleven tags", { tags: "a,b,c,d,e,f,g,h,i,j,k" }, { tags: "tags.many" }],
  ["a tag of 31 letters", { tags: "x".repeat(31) }, { tags: "tag.long" }],
  ["no board", { boardId: null }, { board: "board.missing" }],
  ["a board that isn't there", { boardId: 2_000_000_000 as BoardId }, { board: "board.missing" }],
  [
    "several at once",
    { title: "abc", problem: "", tags: "x".repeat(31) },
    { title: "title.short", problem: "problem.missing", tags: "tag.long" },
  ],
];

describe("proposing an idea", () => {
  test.each([
    ["晚上充电，电池衰减快。只能自己盯着拔。", "晚上充电，电池衰减快"],
    ["真的很亮！每天晚上。", "真的很亮"],
    ["It is too bright. Every night.\nReally.", "It is too bright"],
    ["  Version 2.5 is too loud\nand hot.", "Version 2.5 is too loud"],
    ["One\u2028line of words? Yes.", "One line of words"],
  ])("takes the first sentence of %j as a title when nobody wrote one", async (problem, title) => {
    expect((await ideaPage(db, null, await send({ title: " ", problem }))).title).toBe(title);
  });

  test("cuts a long first sentence to a title's length", async () => {
    const { title } = await ideaPage(db, null, await send({ title: "", problem: "word ".repeat(4_000) }));
    expect(title).toMatch(/^word word .*word…$/);
    expect(title.length).toBeLessThanOrEqual(120);
  });

  test("makes one idea of a form posted twice or thrice at once, and one other of other words", async () => {
    const elsewhere = await db.write((tx) => addBoard(tx, { name: "Elsewhere", slug: "", description: "" }));
    const sent = await Promise.all([send({}, "same"), send({}, "same"), send({}, "same")]);
    const again = await send({}, "same");
    expect(sent).toEqual([again, again, again]);
    expect(await factsOf(db, again)).toEqual(["idea.proposed"]);
    const others: Array<Partial<Proposal>> = [
      { title: "Charge to 90%" },
      { problem: "Else." },
      { proposal: "A limit." },
      { tags: "battery" },
      { boardId: elsewhere },
    ];
    for (const more of others) {
      const other = await Promise.all([send(more, "same"), send(more, "same")]);
      expect(other[0]).not.toBe(again);
      expect(other[1]).toBe(other[0]);
    }
    expect(await propose(db, town.ben, words(), { once: "same", asDraft: false })).not.toBe(again);
  });

  test.each(REFUSED)("is refused with %s, beside its field, and stores nothing", async (_, more, fields) => {
    const before = await topicsCount();
    await expect(send(more)).rejects.toMatchObject({ code: "form.invalid", fields });
    expect(await topicsCount()).toBe(before);
  });

  test("takes exactly the limits, without NULs, on one line where it is one line", async () => {
    const id = await send({
      title: `${"x".repeat(60)}\u2028\u0000${"y".repeat(59)}`,
      problem: `\u0000${"长".repeat(19_999)}\u2028`,
      tags: "a,b,c,d,e,f,g,h,i, Ｊ\u0000 ",
    });
    const page = await ideaPage(db, null, id);
    expect(page.title).toBe(`${"x".repeat(60)} ${"y".repeat(59)}`);
    expect(page.problem).toHaveLength(19_999); // a line separator at the end is space
    expect(page.tags).toEqual(["a", "b", "c", "d", "e", "f", "g", "h", "i", "Ｊ"]);
  });

  test("renders its words safely", async () => {
    const id = await send({
      problem: "**Too** <script>alert(1)</script> bright",
      proposal: "[x](javascript:alert(1))",
    });
    const { problemHtml, proposalHtml } = await ideaPage(db, null, id);
    expect(problemHtml).toContain("<strong>Too</strong>");
    expect(problemHtml + proposalHtml).not.toMatch(/<script|javascript:/);
  });
});

describe("a form's token", () => {
  test.each(["", "\u0000", "x".repeat(100_000)])("may be anything at all: %j", async (once) => {
    const id = await send({ title: `Token of ${once.length}` }, once);
    expect(await send({ title: `Token of ${once.length}` }, once)).toBe(id);
  });
});

describe("a draft's form", () => {
  test('sent again with "publish" publishes the draft, and makes no second idea', async () => {
    const words = { title: "Draft first", problem: "It goes wrong.", proposal: "", tags: "", boardId: town.board };
    const kept = await propose(db, town.ann, words, { once: "draft-form", asDraft: true });
    const sent = () => propose(db, town.ann, words, { once: "draft-form", asDraft: false });
    expect(await Promise.all([sent(), sent()])).toEqual([kept, kept]);
    const { status, history } = await ideaPage(db, null, kept);
    expect({ status, moves: history.length }).toEqual({ status: "submitted", moves: 1 });
  });
});

describe("a draft", () => {
  const titles = async (viewer: Town["ann"] | null) =>
    (await listIdeas(db, viewer, { order: "new" }, { limit: 100, after: null })).ideas.map(({ title }) => title);

  test("is seen by its author only, on its page and among their own, in no list and in no fact", async () => {
    const id = await draft(db, town.ann, town.board);
    for (const viewer of [null, town.ben, town.max, town.alma, town.stella])
      await expect(ideaPage(db, viewer, id)).rejects.toMatchObject({ code: "not.found" });
    expect((await ideaPage(db, town.ann, id)).status).toBe("draft");
    expect((await myIdeas(db, town.ann, null, 100)).ideas.map((mine) => mine.id)).toContain(id);
    expect(await titles(town.ann)).not.toContain("A secret draft");
    expect(await factsOf(db, id)).toEqual([]);
    await expect(submitDraft(db, town.ben, id)).rejects.toMatchObject({ code: "not.found" });
  });

  test("is published once, as of that moment, however often and at once its author asks", async () => {
    const id = await draft(db, town.ann, town.board, "A published draft");
    const later = Date.now() + DAY;
    vi.spyOn(clock, "now").mockReturnValue(later);
    await Promise.all([submitDraft(db, town.ann, id), submitDraft(db, town.ann, id), submitDraft(db, town.ann, id)]);
    vi.restoreAllMocks();
    await submitDraft(db, town.ann, id);
    expect(await titles(null)).toContain("A published draft");
    const { status, visibility, createdAt, history } = await ideaPage(db, null, id);
    expect({ status, visibility, createdAt }).toEqual({ status: "submitted", visibility: "open", createdAt: later });
    expect(history).toMatchObject([{ to: "submitted", by: "ann" }]);
    expect((await factsOf(db, id)).sort()).toEqual(["idea.moved", "idea.proposed"]);
    await expect(submitDraft(db, town.ben, id)).rejects.toMatchObject({ code: "not.author" });
  });

  test("is edited without a trace: nobody else ever saw its first words", async () => {
    const id = await draft(db, town.ann, town.board, "What I nearly said");
    await editIdea(db, town.ann, id, words({ title: "What I say" }));
    await submitDraft(db, town.ann, id);
    expect(await ideaRevisionsOf(db, id)).toEqual([]);
    expect(await ideaPage(db, null, id)).toMatchObject({ title: "What I say", editedAt: null });
    expect(await factsOf(db, id)).not.toContain("idea.edited");
  });

  test("is not published by moving it: that would leave it unseen", async () => {
    const id = await draft(db, town.stella, town.board);
    await expect(moveIdea(db, town.stella, id, "submitted", NO_WORDS)).rejects.toMatchObject({
      code: "move.not.listed",
    });
    expect((await ideaPage(db, town.stella, id)).status).toBe("draft");
  });
});

describe("editing an idea", () => {
  test("keeps the former words, the latest first, and folds tags", async () => {
    const id = await send();
    await editIdea(db, town.ann, id, words({ title: "Charge to 90%", tags: "#Battery，battery, 电池" }));
    await editIdea(db, town.ann, id, words({ title: "Charge to 95%", problem: "It ages faster above that." }));
    expect(await ideaPage(db, null, id)).toMatchObject({ title: "Charge to 95%", tags: [] });
    expect(await ideaRevisionsOf(db, id)).toMatchObject([{ title: "Charge to 90%" }, { title: "Charge to 80%" }]);
    expect(await factsOf(db, id)).toEqual(["idea.proposed", "idea.edited", "idea.edited"]);
  });

  test("twice at once loses nobody's words", async () => {
    const id = await send();
    await Promise.all(["Charge to 85%", "Charge to 90%"].map((title) => editIdea(db, town.ann, id, words({ title }))));
    const { title } = await ideaPage(db, null, id);
    const kept = [title, ...(await ideaRevisionsOf(db, id)).map((revision) => revision.title)];
    expect(kept.sort()).toEqual(["Charge to 80%", "Charge to 85%", "Charge to 90%"]);
  });

  test.each(REFUSED)("is refused with %s, and keeps no revision", async (_, more, fields) => {
    const id = await send({ tags: "kept" });
    await expect(editIdea(db, town.ann, id, words(more))).rejects.toMatchObject({ code: "form.invalid", fields });
    expect(await ideaPage(db, null, id)).toMatchObject({ title: "Charge to 80%", tags: ["kept"], editedAt: null });
    expect(await ideaRevisionsOf(db, id)).toEqual([]);
  });

  test("is refused to others, when the idea is closed, and where there is none to see", async () => {
    const id = await send();
    const hidden = await send();
    await hide(db, hidden);
    const edit = (me: Town["ann"], target: TopicId) => editIdea(db, me, target, words({ title: "Not like this" }));
    for (const other of [town.ben, town.max, town.stella])
      await expect(edit(other, id)).rejects.toMatchObject({ code: "not.author" });
    await expect(edit(town.ben, hidden)).rejects.toMatchObject({ code: "not.found" });
    await moveIdea(db, town.ann, id, "withdrawn", NO_WORDS);
    await expect(edit(town.ann, id)).rejects.toMatchObject({ code: "edit.not.open" });
    expect(await ideaRevisionsOf(db, id)).toEqual([]);
    expect(await factsOf(db, id)).toEqual(["idea.proposed", "idea.moved"]);
  });

  test("brings a stalled idea back, also when posted twice at once, and its sixty days begin anew", async () => {
    const id = await idea(db, town.ann, town.board);
    await stallIdeas(db, Date.now() + 61 * DAY);
    const back = Date.now() + 62 * DAY;
    vi.spyOn(clock, "now").mockReturnValue(back);
    const edit = () => editIdea(db, town.ann, id, words({ title: "Remembered idea" }));
    await Promise.all([edit(), edit()]);
    vi.restoreAllMocks();
    const { status, history } = await ideaPage(db, null, id);
    expect(status).toBe("submitted");
    expect(history).toMatchObject([
      { to: "submitted", by: "ann", at: back },
      { to: "stalled", by: null },
    ]);
    await stallIdeas(db, back + 59 * DAY);
    expect((await ideaPage(db, null, id)).status).toBe("submitted");
  });

  test("moves it to another board, and both hear of it", async () => {
    const id = await send();
    const heard: string[] = [];
    const deaf = db.hear(({ touched }) => heard.push(...(touched ?? [])));
    const [topic] = await db.read.select().from(topics).where(eq(topics.id, id));
    await editIdea(db, town.ann, id, words());
    deaf();
    expect(heard).toEqual([`topic:${id}`, `board:${topic?.boardId}`, "topics"]);
  });
});
