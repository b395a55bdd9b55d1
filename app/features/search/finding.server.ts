import { simplify } from "~/platform/simplify.server";
import { wordsIn } from "~/platform/words";
import type { Tx } from "~db/store.ts";
import { EVERY } from "./index.store.server";
import { rarity } from "./rules";
import { countsOf, type Found, latest, pointsIn, type Rarities, ranked, type Scope } from "./searching.store.server";

export type { Found, Scope } from "./searching.store.server";

// A search looks at so many postings and no more, those of its rarest words first: whatever is asked costs the same.
const MOST_POSTINGS = 2_000;
const MOST_WORDS = 64;
const MOST_BEGUN = 4;
const MOST_BEGINNINGS = 50;

export interface Findings {
  /** The best, in order. */
  documents: Found[];
  /** How many there are. */
  total: number;
  /** There are more than were counted: a word that stands in very many texts. */
  isMore: boolean;
  /** What holds only the commonest words of the search, or the rarest that begin so, is not counted. */
  isAbout: boolean;
  /** The words that were looked for, and how those begin of which only that is known. */
  words: string[];
  begun: string[];
  /** Words of the search that stand nowhere. */
  unknown: string[];
  /** There was no word in it at all. */
  isWordless: boolean;
}

interface Term {
  /** One, or all that begin with a character that was asked for alone. */
  words: string[];
  documents: number;
  points: number;
}

interface Wish {
  scope: Scope;
  /** How many of the best to bring. */
  limit: number;
  /** How good the last may be, in hundredths of the best. */
  least: number;
  /** The last word may be only begun: somebody is still typing. */
  isTyping?: boolean;
}

/** The documents that answer a text best. */
export async function find(read: Tx, text: string, { scope, limit, least, isTyping }: Wish): Promise<Findings> {
  const words = await wordsOf(text);
  const begun = begunIn(words, isTyping === true);
  const terms = await termsFor(read, words, begun);
  const known = terms
    .filter(({ documents }) => documents > 0)
    .sort((one, other) => one.documents - other.documents || ((one.words[0] ?? "") < (other.words[0] ?? "") ? -1 : 1));
  const chosen = affordable(known);
  const rest = known.slice(chosen.length || 1);
  const [rarest] = known;
  const rows = !rarest
    ? []
    : chosen.length
      ? await ranked(read, raritiesOf(chosen), least, scope, limit)
      : await latest(read, rarest.words[0] ?? "", MOST_POSTINGS, scope, limit);
  return {
    documents: await withRest(read, rows, rest),
    total: rows[0]?.total ?? 0,
    isMore: rarest !== undefined && chosen.length === 0,
    isAbout: rest.length > 0 || terms.some((term) => term.words.length === MOST_BEGINNINGS),
    words,
    begun,
    unknown: terms.filter(({ documents }) => documents === 0).flatMap((term) => term.words),
    isWordless: words.length === 0,
  };
}

/** The words a text asks for, each once. */
export async function wordsOf(text: string): Promise<string[]> {
  const asked = [...wordsIn(text, await simplify())].filter(({ isEdge }) => !isEdge).map(({ word }) => word);
  return [...new Set(asked)].slice(0, MOST_WORDS);
}

async function termsFor(read: Tx, words: readonly string[], begun: readonly string[]): Promise<Term[]> {
  const counts = await countsOf(read, [...words, EVERY], begun, MOST_BEGINNINGS);
  const all = counts.whole.get(EVERY) ?? 0;
  return words.map((word) => {
    const beginning = begun.includes(word) ? counts.begun.filter((one) => one.word.startsWith(word)) : [];
    const group = beginning.length ? beginning : [{ word, documents: counts.whole.get(word) ?? 0 }];
    const documents = group.reduce((sum, one) => sum + one.documents, 0);
    return { words: group.map((one) => one.word), documents, points: rarity(Math.min(documents, all), all) };
  });
}

// Inside longer runs a character is only part of pairs: alone it finds those that begin with it. The last of many.
const begunIn = (words: readonly string[], isTyping: boolean): string[] =>
  words
    .filter((word, n) => LONE.test(word) || (isTyping && n === words.length - 1 && /^[a-z0-9]{2,}$/.test(word)))
    .slice(-MOST_BEGUN);
const LONE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;

/** The rarest terms whose postings may all be read; none when even the rarest has too many. */
function affordable(terms: readonly Term[]): Term[] {
  let postings = 0;
  const end = terms.findIndex(({ documents }) => {
    postings += documents;
    return postings > MOST_POSTINGS;
  });
  return end < 0 ? [...terms] : terms.slice(0, end);
}

const raritiesOf = (terms: readonly Term[]): Rarities =>
  new Map(terms.flatMap(({ words, points }) => words.map((word) => [word, points] as const)));

/** The same documents with what the common words say about them, in the order that makes. */
async function withRest<Row extends Found>(read: Tx, rows: readonly Row[], rest: readonly Term[]): Promise<Row[]> {
  if (!rows.length || !rest.length) return [...rows];
  const added = await pointsIn(
    read,
    raritiesOf(rest),
    rows.map(({ id }) => id),
  );
  const points = new Map(added.map((row) => [row.id, row.points]));
  const place = new Map(rows.map(({ id }, n) => [id, n]));
  return rows
    .map((row) => ({ ...row, score: row.score + (points.get(row.id) ?? 0) }))
    .sort((one, other) => other.score - one.score || (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
}
