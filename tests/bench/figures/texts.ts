import { setImmediate as turn } from "node:timers/promises";
import { search, suggestions } from "~/features/search/searching.server";
import { similarIdeas } from "~/features/search/similar.server";
import type { Store } from "~db/store.ts";
import { bring } from "../../support/corpus";
import { dataSet, linesOf } from "../../support/data-sets";
import { settle } from "../../support/town";
import { withEmptyStore } from "../empty-store";
import { type Figure, type Found, notMeasurable, type Row, rounded } from "../figure";
import { at, middle, sorted } from "../measuring";

const MANY = 100_000;
const MEGABYTE = 2 ** 20;
const MOST_MS = 50;
const ASKED = 400;

/** Searches among a hundred thousand real Chinese sentences, without pages around them. Runs when it is asked for. */
export const texts: Figure = {
  name: "texts",
  isExtra: true,
  async measure() {
    const file = dataSet("zh-duplicates-tatoeba/cmn.txt.gz");
    const sentences = file ? [...new Set(linesOf(file).map((line) => line.split("\t")[1] ?? ""))] : [];
    if (!file)
      return Object.keys(SHAPES).map((name) =>
        row(name, notMeasurable("ms", "the data set is not here (CANYU_DATA_SETS)")),
      );
    return withEmptyStore((db) => among(db, (n) => sentences[n % sentences.length] ?? ""));
  },
};

const PAGE = { limit: 20, after: null };
type Shape = [(sentence: string) => string, (db: Store, question: string) => Promise<unknown>];
const SHAPES: Record<string, Shape> = {
  sentence: [(text) => text, (db, text) => search(db, text, {}, PAGE)],
  "two characters": [(text) => text.slice(1, 3), (db, text) => search(db, text, {}, PAGE)],
  "one character": [(text) => text.slice(1, 2), (db, text) => search(db, text, {}, PAGE)],
  "four lone characters": [(text) => [...text].slice(0, 4).join(" "), (db, text) => search(db, text, {}, PAGE)],
  "while typing": [(text) => text.slice(0, 3), (db, text) => suggestions(db, text, 7)],
  similar: [(text) => text, (db, text) => similarIdeas(db, null, text, 5)],
};

const row = (name: string, found: Found): Row => ({
  ...{
    id: `texts.${name.replaceAll(" ", "-")}`,
    what: `among 100,000 Chinese sentences: ${name}`,
    bar: `≤ ${MOST_MS} ms`,
  },
  found,
});

async function among(db: Store, sentence: (n: number) => string): Promise<Row[]> {
  const all = Array.from({ length: MANY }, (_, n) => ({
    ...{ sourceId: String(n), title: sentence(n), problem: `${sentence(n * 7 + 3)}${sentence(n * 13 + 5)}` },
  }));
  await bring(db, await settle(db), "sentences", all);
  const questions = Array.from({ length: ASKED }, (_, n) => sentence(n * 71));
  const rows: Row[] = [];
  for (const [name, [shape, ask]] of Object.entries(SHAPES)) {
    const spent = await spentOn(questions.map(shape), (question) => ask(db, question));
    const rss = Math.round(process.memoryUsage.rss() / MEGABYTE);
    const note = `median CPU of this process; p95 ${rounded(at(spent, 0.95))} ms; ${rss} MiB`;
    rows.push(row(name, { value: middle(spent), unit: "ms", holds: middle(spent) <= MOST_MS, note }));
  }
  return rows;
}

/** Milliseconds of this process's time for each, sorted. */
async function spentOn(questions: readonly string[], ask: (question: string) => Promise<unknown>): Promise<number[]> {
  const spent: number[] = [];
  for (const question of questions) {
    const before = process.cpuUsage();
    await ask(question);
    await turn(); // as between requests: what a statement of SQLite's held is given back only then
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1_000);
  }
  return sorted(spent);
}
