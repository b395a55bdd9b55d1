import { copyFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { topRequests } from "~/features/export/top-requests.server";
import { recount } from "~/features/voting/recounting.server";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Store } from "~db/store.ts";
import { dataSet } from "../../../tests/support/data-sets";
import { newFolder, removeFolders } from "../../../tests/support/folders";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { importIdeas } from "./import.server";
import { ImportRefused, isBroken } from "./sources/source";
import { wikimedia } from "./sources/wikimedia.server";

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

function surveyOf(survey: unknown, outcomes = ""): string {
  const folder = newFolder();
  const file = join(folder, "survey.json");
  writeFileSync(file, JSON.stringify(survey));
  if (outcomes) writeFileSync(join(folder, "cws_implementation_info.tsv"), outcomes);
  return file;
}

async function ideasIn(file: string) {
  const ideas = [];
  for await (const row of wikimedia.rows(file)) if (!isBroken(row)) ideas.push(row);
  return ideas;
}

describe("a wishlist of Wikimedia", () => {
  test("brings each voter, the first of its proposers, and the survey's year as its day", async () => {
    const survey = {
      "2019": {
        Reading: {
          Night_mode: { proposer: ["Ann", "Ben"], voters: ["Cleo", "Dave"], phab_tickets: ["T1"] },
          Louder: { proposer: "Ann", reject_reason: "Out of scope" },
          Softer: { proposer: null, reject_reason: null },
          Built: { proposer: "Ann", voters: [] },
          Refused: { proposer: "Ann", voters: ["Ben"] },
        },
      },
    };
    const outcomes = "year\tproposal\tdevelopment_status\n2019\tBuilt\tdone \n2019\trefused\tdeclined\n";
    const ideas = await ideasIn(surveyOf(survey, outcomes));
    expect(ideas).toMatchObject([
      {
        ...{ sourceId: "2019/Reading/Night_mode", title: "Night mode", author: "Ann", supporters: ["Cleo", "Dave"] },
        ...{ createdAt: Date.UTC(2019, 0, 1), status: "submitted", tags: ["Reading"] },
      },
      { status: "archived", supporters: undefined },
      { status: "archived", author: "?" },
      { status: "in_release", supporters: [] },
      { status: "archived", supporters: ["Ben"] },
    ]);
    expect(ideas[1]?.fields).toContainEqual(["reject_reason", "Out of scope"]);
    expect(ideas[4]?.fields).toContainEqual(["development_status", "declined"]);
  });

  test.each([[[]], [{ a: { b: 3 } }], [{ Reading: { x: { y: {} } } }], [{}]])(
    "is refused when it is %j",
    async (survey) => {
      await expect(wikimedia.count(surveyOf(survey))).rejects.toBeInstanceOf(ImportRefused);
    },
  );
});

const packed = (...pieces: Array<string | Uint8Array>): string => {
  const file = join(newFolder(), "survey.json.gz");
  writeFileSync(file, gzipSync(Buffer.concat(pieces.map((piece) => Buffer.from(piece)))));
  return file;
};

describe("what is no wishlist of Wikimedia", () => {
  test("is seen by its beginning, and not read on", async () => {
    const file = packed(`[${" ".repeat(200_000)}`, Buffer.alloc(200_000, 0xff)); // reading on, it is no text either
    await expect(wikimedia.count(file)).rejects.toMatchObject({ why: "import.wikimedia.shape" });
  });

  test("is not unpacked without end", async () => {
    const file = packed('{"2019": {"Reading": {"', "x".repeat(33_000_000), '": {}}}}');
    const refused = { why: "import.wikimedia.large", values: { count: 32 } };
    await expect(wikimedia.count(file)).rejects.toMatchObject(refused);
  });
});

describe("importing four years of Wikimedia's wishlist", () => {
  test("brings every vote as a row, and ranks them as the surveys did", async () => {
    const real = dataSet("ideas-wikimedia-wishlist/01-cws_proposals_data.json.gz");
    if (!real) return;
    const place = join(newFolder(), basename(real)); // alone: what lies beside it has no say
    copyFileSync(real, place);
    expect(dirname(place)).not.toBe(dirname(real));
    const wish = {
      name: "wikimedia",
      source: wikimedia,
      place,
      board: town.board,
      isDryRun: false,
      progress: () => {},
    };
    const began = performance.now();
    expect(await importIdeas(db, wish)).toMatchObject({ read: 1_349, created: 1_349, skipped: [] });
    console.info(`wikimedia: ${Math.round(performance.now() - began)} ms`);
    expect(await importIdeas(db, wish)).toMatchObject({ unchanged: 1_349, created: 0, updated: 0, members: 0 });
    expect(await db.read.$count(votes)).toBe(28_260);
    const voters = db.read.selectDistinct({ id: votes.memberId }).from(votes);
    expect(await voters).toHaveLength(3_577);
    expect(await db.read.$count(votes, eq(votes.weight, 0))).toBe(28_260);
    expect(await db.read.$count(members, eq(members.source, "wikimedia"))).toBeGreaterThan(3_577);
    expect(await heads(5)).toEqual([
      ["2021", "Templates translation", 204],
      ["2019", "Page Curation and New Pages Feed improvements", 160],
      ["2017", "Kartographer improvements", 153],
      ["2021", "Warn when linking to disambiguation pages", 144],
      ["2019", "Night mode", 131],
    ]);
    const titles = await db.read.select({ title: topics.title }).from(topics).where(eq(topics.source, "wikimedia"));
    expect(titles.filter(({ title }) => title.includes("_"))).toEqual([]);
    expect(await recount(db, false)).toEqual([]);
  }, 300_000);
});

async function heads(limit: number): Promise<Array<[string, string, number]>> {
  const rows: Array<[string, string, number]> = [];
  for await (const { source_id, title, supporters } of topRequests(db, {
    filter: { order: "most" },
    limit,
    origin: "",
  }))
    rows.push([source_id?.slice(0, 4) ?? "", title, supporters]);
  return rows;
}
