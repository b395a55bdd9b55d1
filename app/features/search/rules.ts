import { cleanLine } from "~/platform/text";
import { type Simplify, wordsIn } from "~/platform/words";

/** Characters of a search that are looked at; the page says so when there were more. */
export const LONGEST_QUERY = 300;

interface Query {
  text: string;
  /** More was asked than is looked at. */
  isCut: boolean;
}

/** What somebody searches for, as it is looked at. */
export function queryFrom(text: string | null): Query {
  const clean = cleanLine((text ?? "").slice(0, 20 * LONGEST_QUERY));
  const characters = [...clean];
  const isCut = characters.length > LONGEST_QUERY;
  return { text: isCut ? characters.slice(0, LONGEST_QUERY).join("") : clean, isCut };
}

/** A word of a document and how much it says about it. */
export type Posting = readonly [word: string, weight: number];

/** A part of a document; a word of the title says more than one of the text. */
export interface Part {
  text: string;
  times: number;
}

export const TITLE_COUNTS = 4;
export const TAG_COUNTS = 2;

// BM25 (Robertson and Zaragoza 2009, section 3), with the usual k1 and b. The average length is a constant: a weight is
// stored, and must not change when other texts come. Sixty words are an idea of three sentences.
const K1 = 1.2;
const B = 0.75;
const AVERAGE_WORDS = 60;

/**
 * The words of a document, by their bytes, with BM25's part of the document in thousandths: whole numbers, so that both
 * engines add up to the same.
 */
export function postingsOf(parts: readonly Part[], simplify: Simplify): Posting[] {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { text, times } of parts) {
    for (const { word, isEdge } of wordsIn(text, simplify)) {
      counts.set(word, (counts.get(word) ?? 0) + times);
      if (!isEdge) length += times;
    }
  }
  const norm = K1 * (1 - B + (B * length) / AVERAGE_WORDS);
  return [...counts]
    .map(([word, count]): Posting => [word, Math.max(1, Math.round((1_000 * count * (K1 + 1)) / (count + norm)))])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** How rare a word is that stands in `documents` of `all`: BM25's idf, in hundredths. */
export const rarity = (documents: number, all: number): number =>
  Math.max(1, Math.round(100 * Math.log(1 + (Math.max(all, documents) - documents + 0.5) / (documents + 0.5))));
