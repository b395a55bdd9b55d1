import { similarIdeas } from "~/features/search/similar.server";
import type { Store } from "~db/store.ts";
import { bring, share } from "../../support/corpus";
import { dataSet, linesOf } from "../../support/data-sets";
import { settle, type Town } from "../../support/town";
import { withEmptyStore } from "../empty-store";
import { type Figure, notMeasurable, type Row } from "../figure";

/** How often ideas like a new one name the one that says the same, on real texts. Runs when it is asked for. */
export const similar: Figure = {
  name: "similar",
  isExtra: true,
  measure: async () => [...(await amongPetitions()), await amongSentences()],
};

const similarTo = async (db: Store, title: string, self: string, limit = 5): Promise<string[]> => {
  const found = await similarIdeas(db, null, title, limit + 1);
  return found.flatMap(({ sourceId }) => (sourceId && sourceId !== self ? [sourceId] : [])).slice(0, limit);
};

const shareRow = (id: string, what: string, least: number, value: number | null): Row => ({
  ...{ id, what, bar: `≥ ${least}` },
  found:
    value === null
      ? notMeasurable("", "the data set is not here (CANYU_DATA_SETS)")
      : { value, unit: "", holds: value >= least, note: "of the five it names" },
});

const PETITION = "similar to a petition (UK, Open Government Licence v3.0): the one it repeats";
const OF_ITS_KIND = `${PETITION}, or another repeat of it`;
const PLAIN_BM25 = 0.844;

async function amongPetitions(): Promise<Row[]> {
  const petitions = dataSet("ideas-uk-petitions/petitions.jsonl.gz");
  const duplicates = dataSet("ideas-uk-petitions/duplicates.tsv");
  const found = petitions && duplicates ? await withEmptyStore((db) => sharesOf(db, petitions, duplicates)) : null;
  return [
    shareRow("similar.petition", PETITION, 0.45, found?.strict ?? null),
    shareRow("similar.kind", OF_ITS_KIND, PLAIN_BM25, found?.cluster ?? null),
  ];
}

async function sharesOf(db: Store, petitions: string, duplicates: string) {
  const titles = await bringPetitions(db, await settle(db), petitions);
  const links = linesOf(duplicates)
    .slice(1)
    .map((line) => line.split("\t"));
  const originals = Map.groupBy(links, ([repeated = ""]) => repeated);
  const repeats = Map.groupBy(links, ([, original = ""]) => original);
  const asked = [...originals].map(([id, pairs]) => ({ id, of: pairs.map(([, original = ""]) => original) }));
  const strict = await share("petitions, the one itself", asked, async ({ id, of }) =>
    (await similarTo(db, titles.get(id) ?? "", id)).some((found) => of.includes(found)),
  );
  const cluster = await share("petitions, that or another repeat of it", asked, async ({ id, of }) => {
    const alike = new Set([...of, ...of.flatMap((one) => (repeats.get(one) ?? []).map(([repeat = ""]) => repeat))]);
    return (await similarTo(db, titles.get(id) ?? "", id)).some((found) => alike.has(found));
  });
  return { strict, cluster };
}

/** Titles by id. */
async function bringPetitions(db: Store, town: Town, file: string): Promise<Map<string, string>> {
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

async function amongSentences(): Promise<Row> {
  const sentences = dataSet("zh-duplicates-tatoeba/cmn.txt.gz");
  const groups = dataSet("zh-duplicates-tatoeba/paraphrase_groups.tsv");
  const found = sentences && groups ? await withEmptyStore((db) => paraphrases(db, sentences, groups)) : null;
  return shareRow(
    "similar.sentence",
    "similar to a Chinese sentence (Tatoeba, CC BY 2.0 FR): one that means the same",
    0.75,
    found,
  );
}

async function paraphrases(db: Store, sentences: string, groups: string): Promise<number> {
  const all = [...new Set(linesOf(sentences).map((line) => line.split("\t")[1] ?? ""))];
  const texts = all.map((title, n) => ({ sourceId: String(n), title, problem: "" }));
  await bring(db, await settle(db), "tatoeba", texts);
  const rows = linesOf(groups)
    .slice(1)
    .map((line) => line.split("\t"));
  const byGroup = Map.groupBy(rows, ([group = ""]) => group);
  return share("Tatoeba", rows, async ([group = "", , sentence = ""]) => {
    const alike = (byGroup.get(group) ?? []).map(([, , other = ""]) => String(all.indexOf(other)));
    const self = String(all.indexOf(sentence));
    return (await similarTo(db, sentence, self)).some((id) => id !== self && alike.includes(id));
  });
}
