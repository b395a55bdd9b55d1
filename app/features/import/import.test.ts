import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commentsOf } from "~/features/comments/comments.server";
import { topRequests } from "~/features/export/top-requests.server";
import { stallIdeas } from "~/features/ideas/clock.server";
import { ideaPage } from "~/features/ideas/idea-page.server";
import { type IdeaCard, listIdeas } from "~/features/ideas/listing.server";
import { hotness, type Order } from "~/features/ideas/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { addBoard } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import { castVote } from "~/features/voting/voting.server";
import type { BoardId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { removeFolders } from "../../../tests/support/folders";
import { comment, folderOf, HEADER, lines, row } from "../../../tests/support/ideascale-folder";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { type ImportReport, importIdeas } from "./import.server";
import { ideascale } from "./sources/ideascale.server";

const DAY = 86_400_000;
const CLEAN = { followers: [], comments: [] };
let db: Store;
let town: Town;
let boards = 0;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const newBoard = (): Promise<BoardId> =>
  db.write((tx) => addBoard(tx, { name: `Board ${++boards}`, slug: `board-${boards}`, description: "" }));

const bring = (place: string, board: BoardId, { name = place, isDryRun = false, progress = (_: number) => {} } = {}) =>
  importIdeas(db, { name, source: ideascale, place, board, isDryRun, progress });

const ideasOn = async (boardId: BoardId): Promise<IdeaCard[]> =>
  (await listIdeas(db, null, { order: "new", boardId }, { limit: 500, after: null })).ideas;

const batches = async (source: string) =>
  (await db.read.select().from(facts).where(eq(facts.kind, "batch.imported")))
    .map(({ details }) => details)
    .filter((details) => details.source === source);

const addsUp = ({ read, created, updated, unchanged, skipped }: ImportReport): boolean =>
  read === created + updated + unchanged + skipped.length;

describe("importing a board", () => {
  test("brings ideas with their tags, comments, counts and people, and records one fact", async () => {
    const board = await newBoard();
    const folder = folderOf(
      [row("1", { title: "Caf&eacute; &amp; bar", body: "One<br />two <b>bold</b>", against: 5 })],
      {
        "tags.jsonl": '{"idea_id": "1", "category": "Food", "tags": ["coffee", "COFFEE"]}\n',
        "comments.jsonl": lines(comment("1", { text: "Yes, **please**" }), comment("1"), comment("elsewhere")),
      },
    );
    const report = await bring(folder, board);
    expect(report).toEqual({
      read: 1,
      created: 1,
      updated: 0,
      unchanged: 0,
      comments: 2,
      members: 2,
      boards: [],
      skipped: [],
    });
    const [card] = await ideasOn(board);
    expect(card).toMatchObject({
      ...{ title: "Café & bar", tags: ["coffee", "Food"], author: "user-1", status: "submitted", sourceId: "1" },
      ...{ importedSupport: 3, importedObjections: 5, supporters: 0, objections: 0, comments: 2 },
      createdAt: Date.UTC(2009, 4, 20),
    });
    const id = card?.id ?? 0;
    expect((await ideaPage(db, null, id as IdeaCard["id"])).problemHtml).toContain("<strong>bold</strong>");
    const { comments } = await commentsOf(db, null, id as IdeaCard["id"], {});
    expect(comments[0]).toMatchObject({ writer: { name: "user-2" }, createdAt: Date.UTC(2009, 4, 20) }); // not before its idea
    expect(comments[0]?.html).toContain("<strong>please</strong>");
    expect(await batches(folder)).toEqual([{ source: folder, ideas: 1, comments: 2, members: 2 }]);
    expect(await db.read.$count(facts, eq(facts.topicId, id as IdeaCard["id"]))).toBe(0); // nobody is told of each row
  });

  test("changes nothing the second time, and says nothing", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1"), row("2"), row("3", { title: "" })], { "comments.jsonl": lines(comment("1")) });
    await bring(folder, board);
    const before = await db.read.select().from(topics).where(eq(topics.source, folder));
    const again = await bring(folder, board);
    expect(again).toMatchObject({ read: 3, created: 0, updated: 0, unchanged: 2, comments: 0, members: 0 });
    expect(addsUp(again)).toBe(true);
    expect(await db.read.select().from(topics).where(eq(topics.source, folder))).toEqual(before);
    expect(await batches(folder)).toHaveLength(1);
  });

  test.each(["nobody", "everybody"])(
    "at the same time thrice brings each idea and comment once, with %s here before",
    async (before) => {
      const board = await newBoard();
      const rows = Array.from({ length: 30 }, (_, n) => row(String(n), { author: `user-${n % 3}` }));
      const said = Array.from({ length: 40 }, (_, n) => comment(String(n % 30), { author: `user-${n % 3}` }));
      const folder = folderOf(rows, { "comments.jsonl": lines(...said) });
      const first = folderOf([0, 1, 2].map((n) => row(`first ${n}`, { author: `user-${n}` })));
      if (before === "everybody") await bring(first, board, { name: folder });
      const reports = await Promise.all([bring(folder, board), bring(folder, board), bring(folder, board)]);
      const sum = (of: "comments" | "members") => reports.reduce((all, report) => all + report[of], 0);
      expect(reports.every(addsUp)).toBe(true);
      expect([sum("comments"), sum("members")]).toEqual([40, before === "nobody" ? 3 : 0]);
      expect((await ideasOn(board)).filter(({ sourceId }) => !sourceId?.startsWith("first"))).toHaveLength(30);
      expect(await db.read.$count(members, eq(members.source, folder))).toBe(3);
      expect(await recountTopics(db, false)).toEqual(CLEAN);
      expect(await bring(folder, board)).toMatchObject({ unchanged: 30, comments: 0 });
    },
  );

  test("brings a changed row up to date and keeps the votes cast here", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1", { title: "Old words" }), row("2")]);
    await bring(folder, board);
    const [, old] = await ideasOn(board);
    for (const me of [town.ben, town.cleo])
      await castVote(db, me, old?.id ?? (0 as IdeaCard["id"]), { kind: "support", reason: "" });
    const changed = row("1", { title: "New words", votesFor: 98, against: 2, created: "2009-05-27 00:00:00" });
    writeFileSync(join(folder, "ideas.csv"), lines(HEADER, changed, row("2")));
    expect(await bring(folder, board)).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    const [now] = await ideasOn(board);
    expect(now).toMatchObject({
      id: old?.id,
      title: "New words",
      importedSupport: 98,
      importedObjections: 2,
      supporters: 2,
    });
    const [hot] = (await listIdeas(db, null, { order: "hot", boardId: board }, { limit: 1, after: null })).ideas;
    expect(hot?.id).toBe(old?.id);
    expect(hotness(2, 98, Date.UTC(2009, 4, 27))).toBe(2 + Date.UTC(2009, 4, 27) / (7 * DAY));
    expect(await recount(db, false)).toEqual([]);
  });

  test("brings a comment's changed words, and counts it no second time", async () => {
    const board = await newBoard();
    const said = (text: string): string => `${comment("1", { comment_id: 7_001, text })}\n`;
    const folder = folderOf([row("1")], { "comments.jsonl": said("Old **words**") });
    await bring(folder, board);
    writeFileSync(join(folder, "comments.jsonl"), said("New words"));
    expect(await bring(folder, board)).toMatchObject({ updated: 1, comments: 0 });
    const [idea] = await ideasOn(board);
    const { comments } = await commentsOf(db, null, idea?.id ?? (0 as IdeaCard["id"]), {});
    expect(comments.map(({ html }) => html)).toEqual(["<p>New words</p>"]);
  });

  test("doesn't take a newer row for a change of the others, though their comments' dates hang on it", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1"), row("2")], { "comments.jsonl": lines(comment("1")) });
    await bring(folder, board);
    writeFileSync(
      join(folder, "ideas.csv"),
      lines(HEADER, row("1"), row("2"), row("3", { created: "2010-01-01 00:00:00" })),
    );
    expect(await bring(folder, board)).toMatchObject({ created: 1, updated: 0, unchanged: 2 });
  });

  test("skips broken rows, and a key that comes a second time, by their line", async () => {
    const board = await newBoard();
    const folder = folderOf([
      "2\tOnly two",
      row("1"),
      row("3", { title: "" }),
      row("1", { title: "Again" }),
      "5\tCut of",
    ]);
    for (const created of [1, 0]) {
      const report = await bring(folder, board);
      expect(report).toMatchObject({ read: 5, created, updated: 0, unchanged: 1 - created });
      expect(report.skipped).toEqual([
        { line: 2, why: "import.row.columns" },
        { line: 4, why: "import.row.title" },
        { line: 5, why: "import.row.twice" },
        { line: 6, why: "import.row.columns" },
      ]);
    }
    expect((await ideasOn(board)).map(({ title }) => title)).toEqual(["Idea 1"]);
  });

  test("survives what people and crawlers leave in texts", async () => {
    const board = await newBoard();
    const endless = randomBytes(3_000).toString("hex");
    const folder = folderOf(
      [
        row("1\u0000", { title: "A\u0000 title", body: "x\u2028y\u0000z &#0; &#xD800;", author: "\u0000Ann" }),
        row("2", { title: `Long ${"长".repeat(300)}`, body: "word ".repeat(12_000), votesFor: 0, against: 12 }),
        row("3", { author: "", body: "" }),
      ],
      {
        "comments.jsonl": lines(comment("1", { comment_id: "c\u0000", text: `\ud800 \u0000 ${endless.repeat(12)}` })),
        "tags.jsonl": lines(
          JSON.stringify({ idea_id: "1", category: "\u0000", tags: [endless, "a\u0000b", "\ud800"] }),
        ),
      },
    );
    expect(await bring(folder, board)).toMatchObject({ created: 3, comments: 1, skipped: [] });
    const cards = await ideasOn(board);
    expect(cards.map(({ title }) => title)).toEqual(["Idea 3", `Long ${"长".repeat(300)}`, "A title"]);
    expect((await ideaPage(db, null, cards[1]?.id ?? (0 as IdeaCard["id"]))).problem).toHaveLength(59_999);
    expect(await bring(folder, board)).toMatchObject({ unchanged: 3 });
    const worst = await listIdeas(db, null, { order: "net", boardId: board }, { limit: 9, after: null });
    expect(worst.ideas.at(-1)?.importedObjections).toBe(12);
    expect(await recount(db, false)).toEqual([]);
  });

  test("changes nothing in a dry run, and says what it would do", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1"), row("2"), row("3", { votesFor: "?" })]);
    const before = [await db.read.$count(members), await db.read.$count(facts)];
    const report = await bring(folder, board, { isDryRun: true });
    expect(report).toMatchObject({ read: 3, created: 2, comments: 0, members: 0, skipped: [{ line: 4 }] });
    expect(await ideasOn(board)).toEqual([]);
    expect([await db.read.$count(members), await db.read.$count(facts)]).toEqual(before);
  });

  test("tells how far it is, starts the ideas' clocks now and keeps sources apart", async () => {
    const board = await newBoard();
    const folder = folderOf(Array.from({ length: 250 }, (_, n) => row(String(n))));
    const told: number[] = [];
    await bring(folder, board, { progress: (read) => told.push(read) });
    expect(told).toEqual([200, 250]);
    await stallIdeas(db, Date.now() + 59 * DAY);
    expect((await ideasOn(board)).every(({ status }) => status === "submitted")).toBe(true);
    expect(await bring(folder, board, { name: "another source" })).toMatchObject({ created: 250, members: 1 });
  });
});

const real = join(process.env.CANYU_DATA_SETS ?? "../shared/data", "ideas-opengov-ideascale");

describe("importing the Open Government Dialogue", () => {
  const first = async (order: Order, boardId: BoardId, limit: number): Promise<Array<string | null>> => {
    const ids: Array<string | null> = [];
    const rows = topRequests(db, { filter: { order, boardId }, limit, origin: "http://localhost" });
    for await (const { source_id } of rows) ids.push(source_id);
    return ids;
  };
  const name = existsSync(real)
    ? "brings all of it, once, and ranks it as it says"
    : `could not be tried: real data is missing at ${real} (CANYU_DATA_SETS names the folder of data sets)`;

  test(name, async () => {
    expect(real).toMatch(/ideas-opengov-ideascale$/);
    if (!existsSync(real)) return console.warn(`real data is missing at ${real}`);
    const board = await newBoard();
    const wish = { name: "ideascale" };
    expect(await bring(real, board, wish)).toMatchObject({ read: 581, created: 581, comments: 1_176, skipped: [] });
    expect(await bring(real, board, wish)).toMatchObject({ unchanged: 581, created: 0, updated: 0, comments: 0 });
    expect(await first("net", board, 5)).toEqual(["2762-4049", "3161-4049", "3191-4049", "2425-4049", "2630-4049"]);
    expect(await first("most", board, 1)).toEqual(["3161-4049"]);
    expect(await recount(db, false)).toEqual([]);
    expect(await recountTopics(db, false)).toEqual(CLEAN);
  }, 60_000);
});
