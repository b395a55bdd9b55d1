import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { topRequests } from "~/features/export/top-requests.server";
import { listIdeas } from "~/features/ideas/listing.server";
import type { Order } from "~/features/ideas/rules";
import { recountTopics } from "~/features/topics/recounting.server";
import { addBoard } from "~/features/topics/topics.server";
import { recount } from "~/features/voting/recounting.server";
import type { BoardId } from "~db/ids.ts";
import type { Store } from "~db/store.ts";
import { openTestStore } from "../../../tests/support/town";
import { importIdeas } from "./import.server";
import { ideascale } from "./sources/ideascale.server";
import { ImportRefused } from "./sources/source";

const HEADER = "id\ttitle\tcreated\tidea\tauthor\tvotes\tvotes_for\tvotes_against\tcomment_count\tlink\terrors";
const folders: string[] = [];
let db: Store;
let boards = 0;

beforeAll(async () => {
  db = await openTestStore();
});
afterAll(async () => {
  await db.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder with these rows under the header, and other files by name. */
function folderOf(rows: string[], more: Record<string, string | Buffer> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "canyu-import-"));
  folders.push(folder);
  writeFileSync(join(folder, "ideas.csv"), [HEADER, ...rows, ""].join("\n"));
  for (const [name, content] of Object.entries(more)) writeFileSync(join(folder, name), content);
  return folder;
}

const row = (id: string, title: string, body: string, votesFor = 3, against = 1): string =>
  [id, title, "2009-05-20 00:00:00", body, "user-1", votesFor - against, votesFor, against, 0, "", ""].join("\t");

const newBoard = (): Promise<BoardId> =>
  db.write((tx) => addBoard(tx, { name: `Board ${++boards}`, slug: `board-${boards}`, description: "" }));

async function bring(place: string, boardId: BoardId, { name = place, isDryRun = false } = {}) {
  return importIdeas(db, { name, source: ideascale, place, boardId, isDryRun, progress: () => {} });
}

const ideasOn = async (boardId: BoardId) =>
  (await listIdeas(db, null, { order: "new", boardId }, { limit: 100, after: null })).ideas;

describe("importing from IdeaScale", () => {
  test("brings ideas with their tags, comments and counts, and changes nothing the second time", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1-a", "Caf&eacute; &amp; bar", "One<br />two <b>bold</b>", 3, 5)], {
      "tags.jsonl": '{"idea_id": "1-a", "category": "Food", "tags": ["coffee"]}\n',
      "comments.jsonl":
        '{"comment_id": 7, "idea_id": "1-a", "author": "user-2", "relative_time": "2 days ago", "text": "Yes\\u2028please"}\n',
    });
    expect(await bring(folder, board)).toMatchObject({ read: 1, created: 1, comments: 1, members: 2, skipped: [] });
    expect(await ideasOn(board)).toMatchObject([
      {
        title: "Café & bar",
        tags: ["coffee", "Food"],
        importedSupport: 3,
        importedObjections: 5,
        supporters: 0,
        comments: 1,
      },
    ]);
    expect(await bring(folder, board)).toMatchObject({
      read: 1,
      created: 0,
      updated: 0,
      unchanged: 1,
      comments: 0,
      members: 0,
    });
  });

  test("brings a changed row up to date", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1-b", "Old words", "Text")]);
    await bring(folder, board);
    writeFileSync(join(folder, "ideas.csv"), [HEADER, row("1-b", "New words", "Text", 9, 2)].join("\n"));
    expect(await bring(folder, board)).toMatchObject({ created: 0, updated: 1 });
    expect(await ideasOn(board)).toMatchObject([{ title: "New words", importedSupport: 9 }]);
    expect(await recount(db, false)).toEqual([]);
  });

  test("skips broken rows by their line, and half a file's last row", async () => {
    const board = await newBoard();
    const good = row("1-c", "Good", "Text");
    const folder = folderOf([
      "2-c\tOnly two",
      good,
      row("3-c", "", "No title"),
      good.replace("1-c", "4-c").replace("\t3\t", "\tmany\t"),
      "5-c\tCut of",
    ]);
    const { read, created, skipped } = await bring(folder, board);
    expect({ read, created }).toEqual({ read: 5, created: 1 });
    expect(skipped).toEqual([
      { line: 2, why: "import.row.columns" },
      { line: 4, why: "import.row.title" },
      { line: 5, why: "import.row.values" },
      { line: 6, why: "import.row.columns" },
    ]);
  });

  test("survives NULs, U+2028 and a body of 60,000 characters", async () => {
    const board = await newBoard();
    const folder = folderOf([
      row("1-d", "A\u0000 title", "x\u2028y\u0000z"),
      row("2-d", "Long", "word ".repeat(12_000)),
    ]);
    expect(await bring(folder, board)).toMatchObject({ created: 2, skipped: [] });
    expect((await ideasOn(board)).map(({ title }) => title)).toEqual(["Long", "A title"]);
  });

  test("refuses an empty file, a binary file and a wrong folder", async () => {
    const binary = folderOf([], { "ideas.csv": Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xff]) });
    const empty = folderOf([], { "ideas.csv": "" });
    const foreign = folderOf([], { "ideas.csv": "a,b,c\n1,2,3\n" });
    await expect(ideascale.count(binary)).rejects.toBeInstanceOf(ImportRefused);
    await expect(ideascale.count(empty)).rejects.toMatchObject({ why: "import.empty" });
    await expect(ideascale.count(tmpdir())).rejects.toMatchObject({ why: "import.ideascale.missing" });
    await expect(bring(foreign, await newBoard())).rejects.toMatchObject({ why: "import.ideascale.header" });
  });

  test("changes nothing in a dry run", async () => {
    const board = await newBoard();
    const folder = folderOf([row("1-e", "Not yet", "Text")]);
    expect(await bring(folder, board, { isDryRun: true })).toMatchObject({ created: 1 });
    expect(await ideasOn(board)).toEqual([]);
  });
});

const real = join(process.env.CANYU_DATA_SETS ?? "../shared/data", "ideas-opengov-ideascale");

describe(`importing the Open Government Dialogue from ${real}`, () => {
  const first = async (order: Order, boardId: BoardId, count: number): Promise<Array<string | null>> => {
    const ids: Array<string | null> = [];
    const rows = topRequests(db, null, { filter: { order, boardId }, limit: count, origin: "http://localhost" });
    for await (const request of rows) ids.push(request.source_id);
    return ids;
  };

  const name = existsSync(real)
    ? "brings all of it, once, and ranks it as it says"
    : "can't be tested: the data set is missing there";

  test(name, async () => {
    if (!existsSync(real)) return console.warn(`${real} is missing: set CANYU_DATA_SETS to the folder of data sets`);
    const board = await newBoard();
    const wish = { name: "ideascale" };
    expect(await bring(real, board, wish)).toMatchObject({ read: 581, created: 581, comments: 1_176, skipped: [] });
    expect(await bring(real, board, wish)).toMatchObject({ unchanged: 581, created: 0, updated: 0 });
    expect(await first("net", board, 5)).toEqual(["2762-4049", "3161-4049", "3191-4049", "2425-4049", "2630-4049"]);
    expect(await first("most", board, 1)).toEqual(["3161-4049"]);
    expect(await recount(db, false)).toEqual([]);
    expect(await recountTopics(db, false)).toEqual({ followers: [], comments: [] });
  }, 60_000);
});
