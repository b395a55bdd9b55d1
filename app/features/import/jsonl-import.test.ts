import { writeFileSync } from "node:fs";
import { and, asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commentsOf } from "~/features/comments/comments.server";
import { qualifyIdeas, stallIdeas } from "~/features/ideas/clock.server";
import { type IdeaPage, ideaPage } from "~/features/ideas/idea-page.server";
import { moveIdea } from "~/features/ideas/moving.server";
import { recountTopics } from "~/features/topics/recounting.server";
import { addBoard, boardCalled } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote, withdrawVote } from "~/features/voting/voting.server";
import type { TopicId } from "~db/ids.ts";
import { answers } from "~db/schema/ideas.ts";
import { members } from "~db/schema/members.ts";
import { boards, importedFields, topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { fileOf, said, textOf } from "../../../tests/support/exchange-file";
import { removeFolders } from "../../../tests/support/folders";
import { NO_WORDS, openTestStore, settle, type Town } from "../../../tests/support/town";
import { type ImportReport, importIdeas } from "./import.server";
import { jsonl } from "./sources/jsonl.server";

const DAY = 86_400_000;
let db: Store;
let town: Town;
let sources = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

/** Lines of a source that no other test knows. */
function corpus() {
  const source = `source-${++sources}`;
  return { source, line: (id: string, more: Record<string, unknown> = {}) => said(id, { source, ...more }) };
}
const bringFile = (place: string, isDryRun = false): Promise<ImportReport> =>
  importIdeas(db, { name: "jsonl", source: jsonl, place, board: town.board, isDryRun, progress: () => {} });
const bring = (...rows: Array<object | string>): Promise<ImportReport> => bringFile(fileOf(rows));

async function idOf(source: string, sourceId: string): Promise<TopicId> {
  const where = and(eq(topics.source, source), eq(topics.sourceId, sourceId));
  const [row] = await db.read.select({ id: topics.id }).from(topics).where(where);
  if (!row) throw new Error(`${sourceId} is not here`);
  return row.id;
}
const page = async (source: string, id = "1"): Promise<IdeaPage> => ideaPage(db, null, await idOf(source, id));
const support = { kind: "support", reason: "" } as const;
const addsUp = ({ read, created, updated, unchanged, skipped }: ImportReport): boolean =>
  read === created + updated + unchanged + skipped.length;

async function expectTrueCounts(): Promise<void> {
  expect(await recount(db, false)).toEqual([]);
  expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
}

describe("importing JSON Lines", () => {
  test("brings all that a line says, and changes nothing the second time", async () => {
    const { source, line } = corpus();
    const file = fileOf([
      line("1", {
        ...{ status: "building", tags: ["night"], supporters: ["ben", "cleo", "ben"], imported_support: 40 },
        ...{ duplicate_of: "2", colour: { of: ["lamp"] } },
        answer: { text: "We **work** on it.", author: "Stella" },
        comments: [
          { source_id: 1, author: "ben", text: "When?", created_at: "2019-05-21" },
          { source_id: 2, author: "ann", text: "Soon?", created_at: "2019-05-22", reply_to: 1 },
          { source_id: 3, author: "ben", text: "Well", created_at: "2019-05-23", reply_to: 2 },
          { source_id: 4, author: "ben", text: "Who?", created_at: "2019-05-23", reply_to: 77 },
        ],
      }),
      line("2", { title: null, body: "First sentence. Second." }),
      "{",
    ]);
    expect(await bringFile(file)).toEqual({
      ...{ read: 3, created: 2, updated: 0, unchanged: 0, comments: 4, members: 4, boards: [] },
      skipped: [{ line: 3, why: "import.row.json" }],
    });
    const idea = await page(source);
    expect(idea).toMatchObject({
      ...{ status: "merged", root: { id: await idOf(source, "2"), supporters: 2 } }, // as its source says
      ...{ tags: ["night"], supporters: 0, importedSupport: 40, comments: 4 },
    });
    expect(idea.answers).toMatchObject([{ name: "Stella", team: null, title: null, manner: "office" }]);
    expect(idea.answers[0]?.html).toContain("<strong>work</strong>");
    const { comments } = await commentsOf(db, null, idea.id, {});
    const [first] = comments;
    expect(comments.map(({ html, parentId }) => [html, parentId])).toEqual([
      ["<p>When?</p>", null],
      ["<p>Soon?</p>", first?.id],
      ["<p>Well</p>", first?.id],
      ["<p>Who?</p>", null],
    ]);
    expect((await page(source, "2")).title).toBe("First sentence");
    const kept = db.read.select().from(importedFields).where(eq(importedFields.topicId, idea.id));
    expect(await kept.orderBy(asc(importedFields.name))).toEqual([
      { topicId: idea.id, name: "colour", value: { of: ["lamp"] } },
      { topicId: idea.id, name: "duplicate_of", value: "2" },
    ]);
    await expectTrueCounts();
    const before = await page(source);
    expect(await bringFile(file)).toMatchObject({ read: 3, unchanged: 2, created: 0, updated: 0, comments: 0 });
    expect(await page(source)).toEqual(before);
  });

  test("knows ideas by their line's own source, and by jsonl without one", async () => {
    const [one, other] = [corpus(), corpus()];
    const own = { ...said("own"), source: undefined };
    expect(await bring(one.line("1"), other.line("1"), own, own, one.line("1"))).toMatchObject({
      ...{ created: 3, members: 3 },
      skipped: [
        { line: 4, why: "import.row.twice" },
        { line: 5, why: "import.row.twice" },
      ],
    });
    expect(await idOf("jsonl", "own")).toBeGreaterThan(0);
  });

  test("goes to the board a line names, made when missing, else to the import's", async () => {
    const { source, line } = corpus();
    const tablets = await db.write((tx) => addBoard(tx, { name: "Tablets", slug: "tabs", description: "" }));
    const rows = [
      ...[line("1", { board: "手机 2" }), line("2", { board: "平板 2" }), line("3", { board: "手表" })],
      ...[line("4", { board: "Tablets" }), line("5", { board: "tabs" }), line("6"), line("7", { board: "手机 2" })],
    ];
    const foreseen = await bringFile(fileOf(rows), true);
    expect(foreseen).toMatchObject({ created: 7, boards: ["手机 2", "平板 2", "手表"] });
    expect(await boardCalled(db.read, "手表")).toBeUndefined();
    expect((await bring(...rows)).boards).toEqual(foreseen.boards);
    const names = await Promise.all(rows.map((_, n) => page(source, String(n + 1))));
    expect(names.map(({ board }) => board)).toEqual([
      ...["手机 2", "平板 2", "手表", "Tablets", "Tablets", "Phones 手机", "手机 2"],
    ]);
    expect(new Set(names.map(({ boardId }) => boardId))).toContain(tablets);
    await bring(line("6", { board: "Tablets" }), line("4", { title: "Says no board now" }));
    expect([await page(source, "6"), await page(source, "4")]).toMatchObject([
      { boardId: tablets },
      { boardId: tablets },
    ]);
  });

  test("counts named supporters once each, without weight; who is gone there is gone here", async () => {
    const { source, line } = corpus();
    const crowd = Array.from({ length: 1_200 }, (_, n) => `fan ${n}`);
    await bring(line("1", { supporters: crowd, imported_support: 7 }));
    const id = await idOf(source, "1");
    await castVote(db, town.ben, id, support);
    expect((await page(source)).supporters).toBe(1_201);
    await bring(line("1", { supporters: ["fan 3", "newcomer", "ann"] }));
    expect((await page(source)).supporters).toBe(4);
    await expectTrueCounts();
    const rows = await db.read.select().from(votes).where(eq(votes.castOn, id));
    expect(rows.map(({ weight }) => weight).sort()).toEqual([0, 0, 0, 1000]);
    await bring(line("1", { title: "Says nothing of supporters" }));
    expect((await page(source)).supporters).toBe(4);
    await withdrawVote(db, town.ben, id, "support");
    await bring(line("1", { supporters: [] }));
    expect((await page(source)).supporters).toBe(0);
    await expectTrueCounts();
  });

  test("starts the clocks now, and no number of imported supporters opens the gate alone", async () => {
    const { source, line } = corpus();
    await bring(line("1", { supporters: Array.from({ length: 30 }, (_, n) => `fan ${n}`) }));
    await qualifyIdeas(db, Date.now());
    expect((await page(source)).status).toBe("submitted");
    await stallIdeas(db, Date.now() + 59 * DAY);
    expect((await page(source)).status).toBe("submitted");
  });

  test("follows a changed line: words, counts, status, answer, comment and fields", async () => {
    const { source, line } = corpus();
    const said = (text: string, author = "ben") => [{ source_id: "c", author, text, created_at: "2019-05-21" }];
    await bring(line("1", { status: "merged", answer: "No.", comments: said("Old"), old: 1 }));
    expect((await page(source)).status).toBe("submitted");
    const changed = { status: "declined", title: "New", answer: { text: "Yes.", author: "Stella" }, fresh: 2 };
    expect(await bring(line("1", { ...changed, comments: said("New", "cleo") }))).toMatchObject({ updated: 1 });
    const idea = await page(source);
    expect(idea).toMatchObject({
      title: "New",
      status: "declined",
      answers: [{ name: "Stella", html: "<p>Yes.</p>" }],
    });
    expect(idea.answers).toHaveLength(1);
    const { comments } = await commentsOf(db, null, idea.id, {});
    expect(comments).toMatchObject([{ html: "<p>New</p>", writer: { name: "cleo" } }]);
    const kept = await db.read.select().from(importedFields).where(eq(importedFields.topicId, idea.id));
    expect(kept).toMatchObject([{ name: "fresh", value: 2 }]);
  });

  test("leaves the status alone that a person gave it here, and an answer given here", async () => {
    const { source, line } = corpus();
    await bring(line("1", { answer: "From there." }));
    const id = await idOf(source, "1");
    await moveIdea(db, town.stella, id, "shortlisted", { ...NO_WORDS, ownerId: town.stella.id });
    const own = { topicId: id, authorId: town.stella.id, manner: "personally", text: "x", html: "x", at: 1 } as const;
    await db.write((tx) => tx.insert(answers).values(own));
    await bring(line("1", { status: "archived", title: "Changed", answer: "From there, again." }));
    const idea = await page(source);
    expect(idea).toMatchObject({ status: "shortlisted", title: "Changed" });
    expect(idea.answers.map(({ html }) => html).sort()).toEqual(["<p>From there, again.</p>", "x"]);
  });

  test("keeps comments of two ideas apart that have the same id", async () => {
    const { source, line } = corpus();
    const comments = (text: string) => [{ source_id: "1", text }];
    await bring(line("1", { comments: comments("One") }), line("2", { comments: comments("Two") }));
    const texts = async (id: string) =>
      (await commentsOf(db, null, await idOf(source, id), {})).comments.map(({ html }) => html);
    expect([await texts("1"), await texts("2")]).toEqual([["<p>One</p>"], ["<p>Two</p>"]]);
  });

  test("survives what forms would refuse", async () => {
    const { source, line } = corpus();
    const texts = { title: "长".repeat(300), body: `\u0000\u2028&amp;<b>${"word ".repeat(12_000)}` };
    const tags = ["ﷺ".repeat(200), "\u0000", "x".repeat(900)];
    const rows = [
      line("1", { ...texts, tags, supporters: ["\u0000", "\ud800", "x"], odd: { "\u0000": "\u0000\udfff" } }),
      line("2", { body: null, author: "\u0000", answer: " ", comments: [{ source_id: "\u0000c", text: "\u0000" }] }),
    ];
    expect(await bring(...rows)).toMatchObject({ created: 2, skipped: [] });
    expect((await page(source)).title).toHaveLength(300);
    expect((await page(source)).problem.length).toBeGreaterThan(59_000);
    expect(await bring(...rows)).toMatchObject({ unchanged: 2 });
    await expectTrueCounts();
  });

  test("at the same time thrice brings every idea, person, board and vote once", async () => {
    const { source, line } = corpus();
    const rows = Array.from({ length: 40 }, (_, n) =>
      line(String(n), {
        ...{ board: `场 ${sources} ${n % 3}`, supporters: [`fan ${n % 5}`, `fan ${n % 7}`], answer: "Yes." },
        comments: [{ source_id: "1", author: `fan ${n % 4}`, text: "x" }],
      }),
    );
    const file = fileOf(rows);
    const reports = await Promise.all([bringFile(file), bringFile(file), bringFile(file)]);
    expect(reports.every(addsUp)).toBe(true);
    expect(reports.reduce((sum, { comments }) => sum + comments, 0)).toBe(40);
    expect(await db.read.$count(topics, eq(topics.source, source))).toBe(40);
    expect(await db.read.$count(members, eq(members.source, source))).toBe(9); // seven fans, ann, and who answers
    const made = (await db.read.select().from(boards)).filter(({ name }) => name.startsWith(`场 ${sources} `));
    expect(made).toHaveLength(3);
    expect((await page(source, "1")).answers).toHaveLength(1);
    await expectTrueCounts();
    expect(await bringFile(file)).toMatchObject({ unchanged: 40 });
  });

  test("adds up and counts right whatever lines come, in whatever order, again and again", async () => {
    const who = fc.constantFrom("ann", "ben", "cleo", "", "\u0000", "长");
    const id = fc.constantFrom("1", "2", "3", 4, "", null);
    const comment = fc.record({ source_id: id, author: who, text: who, reply_to: id }, { requiredKeys: ["text"] });
    const row = fc.record(
      {
        ...{ source_id: id, title: fc.oneof(who, fc.string()), body: fc.oneof(fc.string(), fc.constant(null)) },
        created_at: fc.constantFrom("2019-05-20", "2020-01-01T00:00:00Z", "never", "1970-01-01"),
        ...{ author: who, status: fc.constantFrom("declined", "draft", "merged", "stalled", "?") },
        ...{ tags: fc.array(fc.string(), { maxLength: 3 }), supporters: fc.array(who, { maxLength: 5 }) },
        ...{ imported_support: fc.integer({ min: -1, max: 9 }), imported_objections: fc.constantFrom(0, 2, 0.5) },
        ...{ answer: fc.oneof(who, fc.record({ text: who })), comments: fc.array(comment, { maxLength: 4 }) },
        ...{ duplicate_of: id, more: fc.jsonValue({ maxDepth: 3 }) },
      },
      { requiredKeys: ["source_id", "created_at"] },
    );
    const { source } = corpus();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: row }, fc.jsonValue()), { maxLength: 12 }),
        async (all) => {
          const file = fileOf([]);
          const rows = all.map((one) => (isRow(one) ? { source, ...one } : JSON.stringify(one)));
          writeFileSync(file, textOf(rows));
          const report = await bringFile(file);
          expect(report.read).toBe(rows.length);
          expect(addsUp(report)).toBe(true);
          expect(await bringFile(file)).toMatchObject({
            ...{ created: 0, updated: 0, comments: 0, members: 0, skipped: report.skipped },
            unchanged: report.created + report.updated + report.unchanged,
          });
          await expectTrueCounts();
        },
      ),
      { numRuns: 25 },
    );
  });
});

const isRow = (value: unknown): value is object =>
  typeof value === "object" && value !== null && "source_id" in value && !Array.isArray(value);
