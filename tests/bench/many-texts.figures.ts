import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askToCatchUp, catchUp } from "~/features/search/catching-up.server";
import { search, suggestions } from "~/features/search/searching.server";
import { similarIdeas } from "~/features/search/similar.server";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import type { Store } from "~db/store.ts";
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
    await turn(); // as between requests: what a statement of SQLite's held is given back only then
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1_000);
  }
  return spent.sort((one, other) => one - other);
}

const SLICE = 500;

/** Stores ideas as an import leaves them. */
async function write(numbers: readonly number[], sentence: (n: number) => string): Promise<void> {
  const at = Date.UTC(2020, 0, 1);
  await db.write(async (tx) => {
    const rows = await tx
      .insert(topics)
      .values(
        numbers.map((n) => ({
          ...{ kind: "idea" as const, boardId: town.board, authorId: town.ann.id, title: sentence(n) },
          ...{
            visibility: "open" as const,
            createdAt: at + n,
            lastActivityAt: at + n,
            source: "x",
            sourceId: String(n),
          },
        })),
      )
      .returning({ topicId: topics.id });
    await tx.insert(ideas).values(
      rows.map(({ topicId }) => ({
        ...{ topicId, status: "submitted" as const, statusAt: at, problemHtml: "", hot: 0 },
        problem: `${sentence(topicId * 7 + 3)}${sentence(topicId * 13 + 5)}`,
      })),
    );
  });
}

test("a search among a hundred thousand Chinese texts costs little, and the process stays small", async () => {
  const file = dataSet("zh-duplicates-tatoeba/cmn.txt.gz");
  if (!file) return;
  const sentences = [...new Set(linesOf(file).map((line) => line.split("\t")[1] ?? ""))];
  const sentence = (n: number): string => sentences[n % sentences.length] ?? "";
  const memory = [process.memoryUsage.rss()];
  for (let n = 0; n < MANY; n += SLICE)
    await write(
      Array.from({ length: SLICE }, (_, k) => n + k),
      sentence,
    );
  await db.write(askToCatchUp);
  const before = process.cpuUsage();
  let steps = 0;
  while (await catchUp(db)) if (++steps % 500 === 0) memory.push(process.memoryUsage.rss());
  const { user, system } = process.cpuUsage(before);
  console.info(`${MANY} texts, each indexed in ${((user + system) / 1_000 / MANY).toFixed(2)} ms of this process`);
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
    `MiB, before, while indexing and after the searches: ${memory.map((rss) => Math.round(rss / MEGABYTE))}`,
  );
});
