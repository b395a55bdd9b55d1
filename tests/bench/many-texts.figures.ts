import { afterAll, beforeAll, expect, test } from "vitest";
import { search, suggestions } from "~/features/search/searching.server";
import { similarIdeas } from "~/features/search/similar.server";
import type { Store } from "~db/store.ts";
import { bring } from "../support/corpus";
import { dataSet, linesOf } from "../support/data-sets";
import { openTestStore, settle, type Town } from "../support/town";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const MANY = 100_000;
const MEGABYTE = 2 ** 20;

/** Milliseconds of this process's time for each, sorted. */
async function cost(questions: readonly string[], ask: (question: string) => Promise<unknown>): Promise<number[]> {
  const spent: number[] = [];
  for (const question of questions) {
    const before = process.cpuUsage();
    await ask(question);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1_000);
  }
  return spent.sort((one, other) => one - other);
}

test("a search among a hundred thousand Chinese texts costs little, and the process stays small", async () => {
  const file = dataSet("zh-duplicates-tatoeba/cmn.txt.gz");
  if (!file) return;
  const sentences = [...new Set(linesOf(file).map((line) => line.split("\t")[1] ?? ""))];
  const sentence = (n: number): string => sentences[n % sentences.length] ?? "";
  const texts = Array.from({ length: MANY }, (_, n) => ({
    sourceId: String(n),
    title: sentence(n),
    problem: `${sentence(n * 7 + 3)}${sentence(n * 13 + 5)}`,
  }));
  const memory = [process.memoryUsage.rss()];
  for (let n = 0; n < MANY; n += 20_000) {
    await bring(db, town, "tatoeba", texts.slice(n, n + 20_000));
    memory.push(process.memoryUsage.rss());
  }
  const asked = Array.from({ length: 400 }, (_, n) => sentence(n * 71));
  const shapes: Record<string, [readonly string[], (question: string) => Promise<unknown>]> = {
    sentence: [asked, (text) => search(db, text, {}, { limit: 20, after: null })],
    "two characters": [
      asked.map((text) => text.slice(1, 3)),
      (text) => search(db, text, {}, { limit: 20, after: null }),
    ],
    "one character": [
      asked.map((text) => text.slice(1, 2)),
      (text) => search(db, text, {}, { limit: 20, after: null }),
    ],
    "four lone characters": [
      asked.map((text) => [...text].slice(0, 4).join(" ")),
      (text) => search(db, text, {}, { limit: 20, after: null }),
    ],
    "while typing": [asked.map((text) => text.slice(0, 3)), (text) => suggestions(db, text, 7)],
    similar: [asked, (text) => similarIdeas(db, null, text, 5)],
  };
  for (const [name, [questions, ask]] of Object.entries(shapes)) {
    const spent = await cost(questions, ask);
    const at = (share: number): number => spent[Math.floor(share * (spent.length - 1))] ?? 0;
    console.info(`${name}: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`);
    expect(at(0.5)).toBeLessThan(50);
  }
  memory.push(process.memoryUsage.rss());
  console.info(
    `MiB, before, after each 20,000 and after the searches: ${memory.map((rss) => Math.round(rss / MEGABYTE))}`,
  );
});
