import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mergeIdeas, unmergeIdea } from "~/features/merging/merging.server";
import { recount } from "~/features/voting/recounting.server";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { merges } from "~db/schema/merging.ts";
import { importedFields, topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { fileOf, said } from "../../../tests/support/exchange-file";
import { removeFolders } from "../../../tests/support/folders";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { importIdeas } from "./import.server";
import { csv } from "./sources/csv.server";
import { jsonl } from "./sources/jsonl.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(async () => {
  await db.close();
  removeFolders();
});

const bring = (place: string, source = jsonl) =>
  importIdeas(db, { name: "jsonl", source, place, board: town.board, isDryRun: false, progress: () => {} });

const file = (source: string, rows: ReadonlyArray<readonly [id: string, of: unknown]>): string =>
  fileOf(rows.map(([id, of]) => said(id, { source, duplicate_of: of, supporters: [`fan of ${id}`, "fan of all"] })));

/** Status and supporters, by what the source calls them. */
async function standing(source: string): Promise<Record<string, string>> {
  const rows = await db.read
    .select({ id: topics.sourceId, status: ideas.status, supporters: ideas.supporters })
    .from(topics)
    .innerJoin(ideas, eq(ideas.topicId, topics.id))
    .where(eq(topics.source, source))
    .orderBy(asc(topics.id));
  return Object.fromEntries(rows.map(({ id, status, supporters }) => [id, `${status} ${supporters}`]));
}

async function idOf(source: string, sourceId: string): Promise<TopicId> {
  const rows = await db.read.select().from(topics).where(eq(topics.source, source));
  const row = rows.find((one) => one.sourceId === sourceId);
  if (!row) throw new Error(`${sourceId} did not come`);
  return row.id;
}

describe("what a source calls a duplicate", () => {
  test("is merged once both are here, in any order and over chains; a second run changes nothing", async () => {
    const place = file("order", [
      ["1", "2"],
      ["2", "3"],
      ["3", null],
    ]);
    expect(await bring(place)).toMatchObject({ created: 3, skipped: [] });
    const after = { 1: "merged 2", 2: "merged 2", 3: "submitted 4" };
    expect(Object.keys(await standing("order"))).toEqual(["1", "2", "3"]);
    expect((await standing("order"))["3"]).toBe(after[3]);
    expect((await standing("order"))["1"]).toMatch(/^merged/);
    const before = [await standing("order"), await db.read.$count(merges)];
    expect(await bring(place)).toMatchObject({ unchanged: 3, created: 0, updated: 0 });
    expect([await standing("order"), await db.read.$count(merges)]).toEqual(before);
    expect(await recount(db, false)).toEqual([]);
  });

  test("stays a field where it can't be one: of nobody known, of itself, in a circle; the file comes in", async () => {
    const place = file("odd", [
      ["unknown", "nobody has this"],
      ["itself", "itself"],
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
      ["number", 7],
      ["object", { of: "a" }],
      ["list", ["a"]],
      ["empty", ""],
      ["long", "x".repeat(201)],
    ]);
    const report = await bring(place);
    expect(report).toMatchObject({ read: 10, created: 6 });
    expect(report.skipped).toEqual(
      [7, 8, 9, 10].map((line) => ({ line, why: "import.row.field", field: "duplicate_of" })),
    );
    const stands = await standing("odd");
    expect(stands).toMatchObject({ unknown: "submitted 2", itself: "submitted 2", number: "submitted 2" });
    expect(Object.values(stands).filter((one) => one.startsWith("merged"))).toHaveLength(2); // one of the circle is its end
    const kept = await db.read.select().from(importedFields).where(eq(importedFields.name, "duplicate_of"));
    expect(kept.map(({ value }) => value)).toEqual(expect.arrayContaining(["nobody has this", "itself", "7"]));
    expect((await bring(place)).unchanged).toBe(6);
    expect(await standing("odd")).toEqual(stands);
    expect(await recount(db, false)).toEqual([]);
  });

  test("is one in a later file, too, and in a table's column of that name", async () => {
    await bring(file("later", [["2", "1"]]));
    expect(await standing("later")).toEqual({ 2: "submitted 2" });
    await bring(file("later", [["1", null]]));
    expect(await standing("later")).toMatchObject({ 2: expect.stringMatching(/^merged/), 1: "submitted 3" });
    const table = fileOf(["id,title,date,duplicate_of", "8,One,2019-05-20,", "9,Two,2019-05-20,8"], "table.csv");
    expect(await bring(table, csv({}))).toMatchObject({ created: 2 });
    expect(await standing("jsonl")).toMatchObject({ 9: expect.stringMatching(/^merged/) });
  });

  test("is left alone where somebody here has merged it or taken it out", async () => {
    const place = file("ours", [
      ["1", null],
      ["2", "1"],
      ["3", null],
    ]);
    await bring(place);
    await unmergeIdea(db, town.stella, await idOf("ours", "2"));
    await bring(place);
    expect((await standing("ours"))["2"]).toBe("submitted 2");
    const [duplicateId, targetId] = [await idOf("ours", "2"), await idOf("ours", "3")];
    await mergeIdeas(db, town.stella, { duplicateId, targetId, reason: "The same" });
    await bring(place);
    expect((await standing("ours"))["1"]).toBe("submitted 2");
    expect((await standing("ours"))["3"]).toBe("submitted 3");
    expect(await recount(db, false)).toEqual([]);
  });
});
