import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recount } from "~/features/voting/recounting.server";
import type { Store } from "~db/store.ts";
import { fileOf } from "../../../tests/support/exchange-file";
import { removeFolders } from "../../../tests/support/folders";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { importIdeas } from "./import.server";
import { jsonl } from "./sources/jsonl.server";

const real = join(process.env.CANYU_DATA_SETS ?? "../shared/data", "zh-cofacts", "replies.csv.gz");
const ROWS = 500;
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

async function lines(): Promise<object[]> {
  const rows: object[] = [];
  const parser = parse({ columns: true, to: ROWS });
  for await (const { id, text, userIdsha256, createdAt, type } of pipeline(
    createReadStream(real),
    createGunzip(),
    parser,
    () => {}, // it ends in the middle of the file
  ))
    rows.push({ source: "cofacts", source_id: id, body: text, author: userIdsha256, created_at: createdAt, type });
  return rows;
}

describe("importing a Chinese forum's replies", () => {
  const name = existsSync(real)
    ? `brings the first ${ROWS}, once, each called by its first sentence`
    : `could not be tried: real data is missing at ${real} (CANYU_DATA_SETS names the folder of data sets)`;

  test(name, async () => {
    expect(real).toMatch(/replies\.csv\.gz$/);
    if (!existsSync(real)) return console.warn(`real data is missing at ${real}`);
    const place = fileOf(await lines());
    const wish = { name: "jsonl", source: jsonl, place, board: town.board, isDryRun: false, progress: () => {} };
    expect(await importIdeas(db, wish)).toMatchObject({ read: ROWS, created: ROWS, skipped: [] });
    expect(await importIdeas(db, wish)).toMatchObject({ unchanged: ROWS, created: 0, updated: 0 });
    expect(await recount(db, false)).toEqual([]);
  }, 60_000);
});
