/** A word of a text as the index knows it, and where it stands in the text as it was written. */
export interface Word {
  word: string;
  start: number;
  end: number;
  /** The last character of a longer run of them, standing alone: see `wordsIn`. */
  isEdge?: true;
}

/** Gives a Han character in its simplified form. */
export type Simplify = (character: string) => string;

// Marks and unseen joiners belong to the run they stand in, so that nobody splits a word with a zero-width space.
const INSIDE = String.raw`\p{M}\p{Default_Ignorable_Code_Point}`;
const APOSTROPHE = "'’";
/** Written without spaces, in characters that say something in pairs. */
const PAIRED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー`;
/** Written without spaces, in letters: only a dictionary finds the words. */
const UNSPACED = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const RUN = new RegExp(
  [
    `(?<paired>[${PAIRED}][${PAIRED}${INSIDE}]*)`,
    `(?<hangul>\\p{Script=Hangul}[\\p{Script=Hangul}${INSIDE}]*)`,
    `(?<unspaced>[${UNSPACED}][${UNSPACED}${INSIDE}]*)`,
    `(?<latin>[\\p{Script=Latin}\\p{N}][\\p{Script=Latin}\\p{N}${INSIDE}${APOSTROPHE}]*)`,
    `(?<letters>\\p{L}[\\p{L}\\p{N}${INSIDE}]*)`,
    String.raw`(?<emoji>\p{Extended_Pictographic})`,
  ].join("|"),
  "gu",
);
const IGNORED = new RegExp(`[${APOSTROPHE}]|\\p{Default_Ignorable_Code_Point}`, "gu");
const MARKS = /\p{M}/gu;
const LONGEST_WORD = 40;

/**
 * The words of a text. Han, kana and hangul become pairs of characters; a character that stands alone is a word.
 * The last character of a longer run is a word too (an *edge*), so that every character is either a word or the first
 * of one: a search for a single character finds it by its beginning, and no text is indexed by every character.
 * Latin letters lose case, accents and their commonest endings; digits stay; full width becomes half; traditional Han
 * becomes simplified; other scripts become runs of letters.
 */
export function* wordsIn(text: string, simplify: Simplify): Generator<Word> {
  for (const { 0: run, index: start, groups = {} } of text.matchAll(RUN)) {
    if (groups.paired || groups.hangul) yield* pairsIn(run, start, simplify);
    else if (groups.unspaced) yield* segmentsIn(run, start);
    else yield* whole(groups.latin ? latin(run) : folded(run), start, run.length);
  }
}

function* pairsIn(run: string, start: number, simplify: Simplify): Generator<Word> {
  const characters = [...run.matchAll(/[\p{L}ー]/gu)].map(({ 0: written, index }) => ({
    character: simplify(written.normalize("NFKC")),
    start: start + index,
    end: start + index + written.length,
  }));
  const [first] = characters;
  if (first && characters.length === 1) yield { word: first.character, start: first.start, end: first.end };
  for (const [n, second] of characters.entries()) {
    const before = characters[n - 1];
    if (before) yield { word: before.character + second.character, start: before.start, end: second.end };
  }
  const last = characters.at(-1);
  if (last && characters.length > 1) yield { word: last.character, start: last.start, end: last.end, isEdge: true };
}

const segmenter = new Intl.Segmenter("th", { granularity: "word" });

function* segmentsIn(run: string, start: number): Generator<Word> {
  for (const { segment, index } of segmenter.segment(run)) yield* whole(folded(segment), start + index, segment.length);
}

function* whole(word: string, start: number, length: number): Generator<Word> {
  // Never half a character: the index hands words over as JSON, where PostgreSQL refuses one.
  if (word) yield { word: word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, ""), start, end: start + length };
}

const folded = (run: string): string => run.normalize("NFKC").replace(IGNORED, "").toLowerCase();

const latin = (run: string): string =>
  stem(
    folded(run.replace(/[’']s$/i, ""))
      .normalize("NFKD")
      .replace(MARKS, ""),
  );

const ENDINGS: ReadonlyArray<[RegExp, string]> = [
  [/(?:ss|us|is)$/, "$&"],
  [/(?:ies|ied)$/, "y"],
  [/(?<=[sx]|ch|sh)es$/, ""],
  [/s$/, ""],
];
const SUFFIX = /(?:ing|ed|er|ly)$/;
const HAS_VOWEL = /[aeiouy]/;

/** An English word without its commonest endings. Light: two words that mean different things rarely meet. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const [ending, instead] = ENDINGS.find(([pattern]) => pattern.test(word)) ?? [];
  const single = ending && instead !== undefined ? word.replace(ending, instead) : word;
  const root = single.replace(SUFFIX, "");
  const kept = root.length >= 3 && HAS_VOWEL.test(root) ? root : single;
  return kept
    .replace(/([^aeiouls])\1$/, "$1")
    .replace(/(?<=..)e$/, "")
    .replace(/(?<=..)y$/, "i");
}
