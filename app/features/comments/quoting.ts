import type { Edit } from "~/features/writing/markdown-edits";
import { plain, readLength, shorten } from "~/platform/text";

const QUOTED = 200;
// A dot ends a sentence before a space only: 3.5 and canyu.app are one word.
const SENTENCE = /(?:[^。！？!?.]|\.(?!\s|$))*(?:[。！？!?]+|\.|$)["”’」』)）]*\s*/g;

/** The first sentences of a markdown text, about 200 characters as they are read, on one line; what it quotes itself is left out. */
export function firstWords(text: string): string {
  const own = plain(text.replace(/^ {0,3}>.*$/gm, ""));
  let kept = "";
  for (const [sentence] of own.matchAll(SENTENCE)) {
    if (readLength(kept + sentence.trimEnd()) > QUOTED) break;
    kept += sentence;
  }
  return kept.trim() === "" ? shorten(own, QUOTED) : kept.trim();
}

/** Words as the beginning of a reply: a quote, and an empty line to go on after it. */
export const asQuote = (words: string): string => `> ${words}\n\n`;

/** Words added after what was written so far, with the cursor behind them. */
export function addedTo(written: string, words: string): Edit {
  const before = written.trimEnd();
  const insert = (before === "" ? "" : "\n\n") + words;
  const end = before.length + insert.length;
  return { from: before.length, to: written.length, insert, start: end, end };
}

/** What a comment's own words say, from the page: without what it quotes. Only in a browser. */
export function textIn(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const quote of body.querySelectorAll("blockquote")) quote.remove();
  return body.textContent;
}
