import type { Simplify } from "~/platform/words";

const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{M}\p{N}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[^\p{L}\p{M}\p{N}]|$)/gu;
const LENGTH = 3;

/**
 * What a short text is made of: its Han, kana and hangul characters, and of other words every three letters in a row,
 * their ends included. So titles are alike whose words differ in endings, order or a character.
 */
export function gramsOf(text: string, simplify: Simplify): ReadonlySet<string> {
  const grams = new Set<string>();
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(RUN)) {
    if ([...run].length === 1) grams.add(simplify(run));
    else for (const gram of threesIn(` ${run} `)) grams.add(gram);
  }
  return grams;
}

const threesIn = (text: string): string[] =>
  Array.from({ length: text.length - LENGTH + 1 }, (_, n) => text.slice(n, n + LENGTH));

/** How much two sets of grams have in common: 0 nothing, 1 everything (Dice 1945). */
export function likeness(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  weightOf: (gram: string) => number = () => 1,
): number {
  let both = 0;
  let all = 0;
  for (const gram of one) {
    const weight = weightOf(gram);
    all += weight;
    if (other.has(gram)) both += 2 * weight;
  }
  for (const gram of other) all += weightOf(gram);
  return all ? both / all : 0;
}

/** How many letters are missing, too many, wrong or swapped between two words (Damerau 1964, adjacent swaps). */
export function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, n) => n)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let r = 1; r <= one.length; r++) {
    const row = [r];
    rows.push(row);
    for (let c = 1; c <= other.length; c++) {
      const isSame = one[r - 1] === other[c - 1];
      const isSwap = r > 1 && c > 1 && one[r - 1] === other[c - 2] && one[r - 2] === other[c - 1];
      row.push(
        Math.min(
          at(r - 1, c) + 1,
          at(r, c - 1) + 1,
          at(r - 1, c - 1) + (isSame ? 0 : 1),
          isSwap ? at(r - 2, c - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}
