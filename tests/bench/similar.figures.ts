import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { similarIdeas } from "~/features/search/similar.server";
import type { Store } from "~db/store.ts";
import { bring, share } from "../support/corpus";
import { dataSet, linesOf } from "../support/data-sets";
import { openTestStore, settle, type Town } from "../support/town";

let db: Store;
let town: Town;

beforeAll(async () => {
  db = await openTestStore();
  town = await settle(db);
});
afterAll(() => db.close());

const similarTo = async (title: string, self: string, limit = 5): Promise<string[]> => {
  const found = await similarIdeas(db, null, title, limit + 1);
  return found.flatMap(({ sourceId }) => (sourceId && sourceId !== self ? [sourceId] : [])).slice(0, limit);
};

describe("similar ideas", () => {
  const petitions = dataSet("ideas-uk-petitions/petitions.jsonl.gz");
  const duplicates = dataSet("ideas-uk-petitions/duplicates.tsv");
  test("of a petition name the one it repeats (UK petitions, Open Government Licence v3.0)", async () => {
    if (!petitions || !duplicates) return;
    const titles = await bringPetitions(petitions);
    const links = linesOf(duplicates)
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
    expect(cluster).toBeGreaterThanOrEqual(0.844); // what plain BM25 finds
  });

  const sentences = dataSet("zh-duplicates-tatoeba/cmn.txt.gz");
  const groups = dataSet("zh-duplicates-tatoeba/paraphrase_groups.tsv");
  test("of a Chinese sentence name one that means the same (Tatoeba, CC BY 2.0 FR)", async () => {
    if (!sentences || !groups) return;
    const all = [...new Set(linesOf(sentences).map((line) => line.split("\t")[1] ?? ""))];
    await bring(
      db,
      town,
      "tatoeba",
      all.map((title, n) => ({ sourceId: String(n), title, problem: "" })),
    );
    const rows = linesOf(groups)
      .slice(1)
      .map((line) => line.split("\t"));
    const byGroup = Map.groupBy(rows, ([group = ""]) => group);
    const found = await share("Tatoeba", rows, async ([group = "", , sentence = ""]) => {
      const alike = (byGroup.get(group) ?? []).map(([, , other = ""]) => String(all.indexOf(other)));
      const self = String(all.indexOf(sentence));
      return (await similarTo(sentence, self)).some((id) => id !== self && alike.includes(id));
    });
    expect(found).toBeGreaterThanOrEqual(0.75);
  });
});

/** Titles by id. */
async function bringPetitions(file: string): Promise<Map<string, string>> {
  const lines: Array<{ id: number; attributes: Record<string, string | number | null> }> = linesOf(file).map((line) =>
    JSON.parse(line),
  );
  const texts = lines.map(({ id, attributes }) => ({
    sourceId: String(id),
    title: String(attributes.action),
    problem: String(attributes.background ?? ""),
    importedSupport: Number(attributes.signature_count),
  }));
  await bring(db, town, "petitions", texts);
  return new Map(texts.map(({ sourceId, title }) => [sourceId, title]));
}
