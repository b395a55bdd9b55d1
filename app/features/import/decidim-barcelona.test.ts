import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recount } from "~/features/voting/recounting.server";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
import { dataSet } from "../../../tests/support/data-sets";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { importIdeas } from "./import.server";
import { csv, tableOf } from "./sources/csv.server";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const ROWS = 9_606;
const MAP = {
  title: ["title_ca", "title_es"],
  source_id: ["id_proposal"],
  author: ["authors_nicknames"],
  created_at: ["created_at"],
  supporters: ["endorsements_nicknames"],
};

describe("importing Decidim's proposals of Barcelona", () => {
  test("finds Windows-1252, and brings all of them, once, with every letter whole", async () => {
    const place = dataSet("ideas-decidim-barcelona/proposals.csv");
    if (!place) return;
    const table = await tableOf(place, {});
    expect([table.encoding, table.dialect.delimiter, table.dialect.quotes]).toEqual(["windows-1252", ";", true]);
    const source = csv({ map: MAP });
    expect(await source.count(place)).toBe(ROWS);
    const wish = { name: "decidim", source, place, board: town.board, isDryRun: false, progress: () => {} };
    const began = performance.now();
    expect(await importIdeas(db, wish)).toMatchObject({ read: ROWS, created: ROWS, skipped: [] });
    console.info(`decidim: ${Math.round(performance.now() - began)} ms`);
    expect(await importIdeas(db, wish)).toMatchObject({ unchanged: ROWS, created: 0, updated: 0, members: 0 });
    expect(await db.read.$count(topics, like(topics.title, "%\ufffd%"))).toBe(0);
    expect(await db.read.$count(topics, like(topics.title, "%ó%"))).toBeGreaterThan(1_000);
    expect(await titleOf("6")).toBe("Canviar el model de gestió de les EB Enxaneta i Caspolino a pública");
    expect(await recount(db, false)).toEqual([]);
  }, 300_000);
});

const titleOf = async (sourceId: string): Promise<string | undefined> =>
  (await db.read.select({ title: topics.title }).from(topics).where(eq(topics.sourceId, sourceId)))[0]?.title;
