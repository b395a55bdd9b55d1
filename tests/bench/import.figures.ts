import { once } from "node:events";
import { copyFileSync, createWriteStream, statSync } from "node:fs";
import { basename, join } from "node:path";
import { finished } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginOrGoOn } from "~/features/import/batches.server";
import { tracesOf } from "~/features/import/reading.server";
import type { SourceName } from "~/features/import/rules";
import { runBatch } from "~/features/import/running.server";
import type { Store } from "~db/store.ts";
import { dataSet } from "../support/data-sets";
import { newFolder, removeFolders } from "../support/folders";
import { openTestStore, settle, type Town } from "../support/town";

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

const MANY = 100_000;
const MEGABYTE = 2 ** 20;

/** Seconds, and memory at each tenth of the way. */
async function bring(source: SourceName, path: string, rows: number, more: { map?: unknown } = {}) {
  const memory: number[] = [];
  const progress = (read: number): void => {
    if (read >= (rows * memory.length) / 10) memory.push(Math.round(process.memoryUsage.rss() / MEGABYTE));
  };
  const wanted = { source, file: basename(path), path, by: null, boardId: town.board };
  const { batch } = await beginOrGoOn(db, { ...wanted, reading: { name: basename(path), ...tracesOf(path), ...more } });
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const report = await runBatch(db, batch, { signal: new AbortController().signal, progress });
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  if (!report) throw new Error("it was taken by another");
  const { read, created, comments, members, skipped } = report;
  console.info(
    `${basename(path)}: ${read} rows in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of this process); ${created} ideas, ${comments} comments, ${members} people, ${skipped.length} skipped; MiB on the way: ${memory}`,
  );
  return { report, seconds, memory };
}

const WORDS = "charge battery dark screen quiet camera louder fold night travel 电池 相机 夜里 充电 屏幕".split(" ");
const words = (n: number, count: number): string =>
  Array.from({ length: count }, (_, k) => WORDS[(n * 31 + k * k * 7) % WORDS.length]).join(" ");

/** A table as a large board exports it: quoted texts of two paragraphs, a tenth of them with a semicolon list of fans. */
async function largeTable(): Promise<string> {
  const path = join(newFolder(), "large.csv");
  const out = createWriteStream(path);
  out.write("id,title,description,author,created_at,category,votes,supporters\r\n");
  for (let n = 0; n < MANY; n++) {
    const fans = n % 10 ? "" : Array.from({ length: 5 }, (_, k) => `fan ${(n + k * 17) % 20_000}`).join(";");
    const text = `"${words(n, 40)}, said ""so"".\r\n\r\n**${words(n + 5, 20)}**"`;
    const line = `${n},"${words(n, 6)} ${n}",${text},ann ${n % 5_000},2019-05-${10 + (n % 20)},Board ${n % 8},${n % 300},${fans}\r\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await finished(out);
  return path;
}

describe("an import", () => {
  test("of a table with a hundred thousand rows takes a minute at most, and the process stays as small", async () => {
    const path = await largeTable();
    console.info(`${Math.round(statSync(path).size / MEGABYTE)} MiB`);
    const { report, seconds, memory } = await bring("csv", path, MANY);
    expect(report).toMatchObject({ read: MANY, created: MANY, skipped: [] });
    expect(seconds).toBeLessThan(60);
    expect((memory.at(-1) ?? 0) - (memory[3] ?? 0)).toBeLessThan(200); // the keys it has seen, and what the garbage is
    const again = await bring("csv", path, MANY);
    expect(again.report).toMatchObject({ created: 0, unchanged: MANY });
  });

  test("of four years of a wishlist survey brings each voter (Wikimedia, CC BY-SA)", async () => {
    const file = dataSet("ideas-wikimedia-wishlist/01-cws_proposals_data.json.gz");
    if (!file) return;
    const place = join(newFolder(), basename(file)); // alone: what lies beside it has no say
    copyFileSync(file, place);
    await bring("wikimedia", place, 1_349);
  });

  test("of a city's proposals brings each endorsement (Decidim Barcelona, CC BY)", async () => {
    const file = dataSet("ideas-decidim-barcelona/proposals.csv");
    if (!file) return;
    const map = {
      title: ["title_ca", "title_es"],
      source_id: ["id_proposal"],
      author: ["authors_nicknames"],
      created_at: ["created_at"],
      supporters: ["endorsements_nicknames"],
    };
    await bring("csv", file, 9_606, { map });
  });

  test("of an old ideas site brings its comments (Open Government Dialogue, IdeaScale)", async () => {
    const folder = dataSet("ideas-opengov-ideascale");
    if (folder) await bring("ideascale", folder, 1_000);
  });
});
