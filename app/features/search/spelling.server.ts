import { simplify } from "~/platform/simplify.server";
import { wordsIn } from "~/platform/words";
import type { Tx } from "~db/store.ts";
import { distance } from "./likeness";
import { latest, loadHits, wordsOfLength } from "./searching.store.server";

const SHORTEST = 4;
const MOST_COMPARED = 5_000;
// Each costs a look through thousands of words: who mistyped more than these sees it without help.
const MOST_MENDED = 2;
/** From so many letters on two mistakes may be in a word. */
const LONG = 7;

/**
 * The text with its unknown Latin words spelled as they are in a text that everybody may read; null when none comes
 * near one of them. The index only knows words without their endings, so the word is read from such a text.
 */
export async function betterSpelling(read: Tx, text: string, unknown: readonly string[]): Promise<string | null> {
  let better = text;
  const tokens = [...wordsIn(text, await simplify())].filter(({ word }) => isLatin(word) && unknown.includes(word));
  for (const { word, start, end } of tokens.slice(0, MOST_MENDED).reverse()) {
    const meant = await nearest(read, word);
    if (meant) better = better.slice(0, start) + meant + better.slice(end);
  }
  return better === text ? null : better;
}

const isLatin = (word: string): boolean => /^[a-z]+$/.test(word) && word.length >= SHORTEST;

async function nearest(read: Tx, word: string): Promise<string | null> {
  const most = word.length >= LONG ? 2 : 1;
  const known = await wordsOfLength(read, word.slice(0, 1), [word.length - most, word.length + most], MOST_COMPARED);
  const near = known
    .map((one) => ({ ...one, far: distance(word, one.word) }))
    .filter(({ far }) => far <= most)
    .sort((one, other) => one.far - other.far || other.documents - one.documents);
  const [best] = near;
  return best ? asWritten(read, best.word) : null;
}

async function asWritten(read: Tx, word: string): Promise<string | null> {
  const [document] = await latest(read, word, 50, {}, 1);
  const [hit] = document ? await loadHits(read, [document.id], null) : [];
  if (!hit) return null;
  const text = `${hit.title}\n${hit.text}`;
  for (const { word: stem, start, end } of wordsIn(text, await simplify()))
    if (stem === word) return text.slice(start, end).toLowerCase();
  return null;
}
