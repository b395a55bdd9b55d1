const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
// Zero-width spaces, fillers, and marks that turn the direction of what follows: nobody sees them, some are traps.
const UNSEEN = /[\u115f\u1160\u200b\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0]/g;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u;

/**
 * Text as it is stored: no NUL or other control characters, whole surrogate pairs, `\n` line ends, no space around.
 * Empty when nothing of it would be seen.
 */
export function cleanText(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/g, "\n").replace(CONTROLS, "").replace(UNSEEN, "").trim();
  return SEEN.test(clean) ? clean : "";
}

/** The same for one line: any run of white space, U+2028 and U+2029 included, becomes a space. */
export const cleanLine = (text: string): string => cleanText(text).replace(/[\s\u2028\u2029]+/g, " ");

/** What somebody typed, as any database can hold it; else as it is. PostgreSQL's JSON takes neither NUL nor half a pair. */
export const storable = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [held(name), held(text)]));

const held = (text: string): string => text.toWellFormed().replaceAll("\u0000", "");

const HAN = /\p{Script=Han}/u;
const HAN_READS_AS = 2.5;

const readsAs = (character: string): number => (HAN.test(character) ? HAN_READS_AS : 1);

/** Length as people read it: a Han character counts 2.5, anything else 1. */
export function readLength(text: string): number {
  let length = 0;
  for (const character of text) length += readsAs(character);
  return length;
}

// A text may have been cut in the middle of one. Nothing here reads on to the end of a text from each of its marks: that
// would take the square of its length.
const PICTURES = /!\[[^[\]]*\]\(\/pictures\/[^()]*(?:\)|$)/g;
const SENTENCE_END = /[。！？!?\n]|\.(?=\s|$)/;

/** A markdown text without this site's pictures. */
export const withoutPictures = (markdown: string): string => markdown.replace(PICTURES, "");

/** The first sentence of a text, for a title nobody has written yet, at most `most` read characters. */
export function firstSentence(text: string, most: number): string {
  const sentence = cleanLine(withoutPictures(text).trimStart().split(SENTENCE_END, 1)[0] ?? "");
  return shorten(sentence, most);
}

/** The text cut to `most` read characters, with an ellipsis when something is missing. */
export function shorten(text: string, most: number): string {
  let [length, end] = [0, 0];
  for (const character of text) {
    length += readsAs(character);
    if (length > most) return `${text.slice(0, end).trimEnd()}…`;
    if (length <= most - 1) end += character.length;
  }
  return text;
}

const MARKS = /!?\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)|\\([\\`*_{}[\]()#+\-.!>~|])|[*_`~#>]+|^[^\S\n]*[-+]\s+/gm;

/** A markdown text as one line without marks. */
export const plain = (markdown: string): string => cleanLine(markdown.replace(MARKS, "$1$2"));

/** A first glance at a markdown text: one line, no marks; of pictures only where there are no words. */
export function glance(markdown: string, most: number): string {
  const start = markdown.slice(0, most * 6);
  return shorten(plain(withoutPictures(start)) || plain(start), most);
}
