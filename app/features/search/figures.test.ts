import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importIdea } from "~/features/ideas/importing.server";
import type { Store } from "~db/store.ts";
import { openTestStore, settle, type Town } from "../../../tests/support/town";
import { askToCatchUp, catchUp } from "./indexing.server";
import { search } from "./searching.server";
import { similarIdeas } from "./similar.server";

// What search is held to, on real texts that nobody of this project wrote. They are no part of the repository: where
// they are missing nothing is measured. The unit run asks every eighth Chinese question; CANYU_FIGURES=all everything.
const folder = process.env.CANYU_DATA_SETS ?? "../shared/data";
const isHere = existsSync(join(folder, "MANIFEST.tsv"));
const isWhole = process.env.CANYU_FIGURES === "all";
const some = <T>(all: readonly T[]): T[] => (isWhole ? [...all] : all.filter((_, n) => n % 8 === 0));

const textOf = (path: string): string => {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
};
const linesOf = (path: string): string[] => textOf(path).trim().split("\n");

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

interface Text {
  sourceId: string;
  title: string;
  problem: string;
  importedSupport?: number;
}

/** Brings texts in as an import does, and waits for the index. What the set before brought is put aside. */
async function bring(source: string, texts: readonly Text[]): Promise<void> {
  const started = process.cpuUsage();
  for (let n = 0; n < texts.length; n += 500) {
    await db.write(async (tx) => {
      for (const text of texts.slice(n, n + 500)) await importIdea(tx, { ...imported(source), ...text }, undefined);
    });
  }
  const stored = process.cpuUsage(started);
  await db.write(askToCatchUp);
  while (await catchUp(db));
  const { user, system } = process.cpuUsage(started);
  const each = (user + system - stored.user - stored.system) / 1_000 / texts.length;
  console.info(`${source}: ${texts.length} texts, indexed at ${each.toFixed(2)} ms of this process each`);
}

const imported = (source: string) => ({
  source,
  sourceHash: "as it is",
  boardId: town.board,
  isBoardNamed: false,
  authorId: town.ann.id,
  status: null,
  problemHtml: "",
  tags: [],
  fields: [],
  createdAt: Date.UTC(2020, 0, 1),
  importedSupport: 0,
  importedObjections: 0,
});

/** The share of questions that were answered, and how long that took this process. */
async function share<Question>(
  name: string,
  questions: readonly Question[],
  isAnswered: (question: Question) => Promise<boolean>,
): Promise<number> {
  let answered = 0;
  const started = process.cpuUsage();
  for (const question of questions) if (await isAnswered(question)) answered++;
  const { user, system } = process.cpuUsage(started);
  const found = answered / questions.length;
  const each = (user + system) / 1_000 / questions.length;
  console.info(`${name}: ${found.toFixed(3)} of ${questions.length}, ${each.toFixed(1)} ms of this process each`);
  return found;
}

const idsFor = async (text: string): Promise<Array<string | null>> => {
  const { hits } = await search(db, text, {}, { limit: 5, after: null });
  return hits.map(({ sourceId }) => sourceId);
};

const similarTo = async (title: string, self: string, limit = 5): Promise<string[]> => {
  const found = await similarIdeas(db, null, title, limit + 1);
  return found.flatMap(({ sourceId }) => (sourceId && sourceId !== self ? [sourceId] : [])).slice(0, limit);
};

if (!isHere) console.info(`search figures: no data sets in ${folder}, nothing measured`);

describe.runIf(isHere)("on real texts", () => {
  test("a Chinese question finds the paragraph that answers it (CMRC 2018, CC BY-SA 4.0, Cui et al.)", async () => {
    const paragraphs: Array<{
      context_id: string;
      title: string;
      context_text: string;
      qas: Array<{ query_text: string }>;
    }> = JSON.parse(textOf("zh-search-cmrc2018/cmrc2018_dev_open.json.gz"));
    const texts = paragraphs.map(({ context_id, title, context_text }) => ({
      sourceId: context_id,
      title,
      problem: context_text,
    }));
    await bring("cmrc", texts);
    const questions = some(paragraphs.flatMap(({ context_id, qas }) => qas.map((qa) => ({ ...qa, context_id }))));
    const hit = await share("CMRC hit@5", questions, async ({ query_text, context_id }) =>
      (await idsFor(query_text)).includes(context_id),
    );
    expect(hit).toBeGreaterThanOrEqual(0.99);
  }, 600_000);

  test.runIf(isWhole)(
    "a petition finds the one it repeats (UK petitions, Open Government Licence v3.0)",
    async () => {
      const lines: Array<{ id: number; attributes: Record<string, string | number | null> }> = linesOf(
        "ideas-uk-petitions/petitions.jsonl.gz",
      ).map((line) => JSON.parse(line));
      const titles = new Map(lines.map(({ id, attributes }) => [String(id), String(attributes.action)]));
      await bring(
        "petitions",
        lines.map(({ id, attributes }) => ({
          sourceId: String(id),
          title: String(attributes.action),
          problem: String(attributes.background ?? ""),
          importedSupport: Number(attributes.signature_count),
        })),
      );
      const links = linesOf("ideas-uk-petitions/duplicates.tsv")
        .slice(1)
        .map((line) => line.split("\t"));
      const originals = Map.groupBy(links, ([repeated = ""]) => repeated);
      const repeats = Map.groupBy(links, ([, original = ""]) => original);
      const asked = [...originals].map(([id, pairs]) => ({ id, of: pairs.map(([, original = ""]) => original) }));
      const strict = await share("petitions, the one itself", asked, async ({ id, of }) =>
        (await similarTo(titles.get(id) ?? "", id)).some((found) => of.includes(found)),
      );
      const cluster = await share("petitions, that or another repeat of it", asked, async ({ id, of }) => {
        const alike = new Set([...of, ...of.flatMap((one) => (repeats.get(one) ?? []).map(([repeat = ""]) => repeat))]);
        return (await similarTo(titles.get(id) ?? "", id)).some((found) => alike.has(found));
      });
      expect(strict).toBeGreaterThanOrEqual(0.45);
      expect(cluster).toBeGreaterThanOrEqual(0.84);
    },
    600_000,
  );

  test.runIf(isWhole)(
    "a Chinese sentence finds one that means the same (Tatoeba, CC BY 2.0 FR)",
    async () => {
      const sentences = [
        ...new Set(linesOf("zh-duplicates-tatoeba/cmn.txt.gz").map((line) => line.split("\t")[1] ?? "")),
      ];
      await bring(
        "tatoeba",
        sentences.map((title, n) => ({ sourceId: String(n), title, problem: "" })),
      );
      const rows = linesOf("zh-duplicates-tatoeba/paraphrase_groups.tsv")
        .slice(1)
        .map((line) => line.split("\t"));
      const groups = Map.groupBy(rows, ([group = ""]) => group);
      const asked = rows.map(([group = "", , sentence = ""]) => ({ group, sentence }));
      const found = await share("Tatoeba", asked, async ({ group, sentence }) => {
        const alike = (groups.get(group) ?? []).map(([, , other = ""]) => String(sentences.indexOf(other)));
        const self = String(sentences.indexOf(sentence));
        return (await similarTo(sentence, self)).some((id) => alike.includes(id));
      });
      expect(found).toBeGreaterThanOrEqual(0.7);
    },
    600_000,
  );
});
