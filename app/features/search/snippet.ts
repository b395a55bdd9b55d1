import { plain } from "~/platform/text";
import { type Simplify, type Word, wordsIn } from "~/platform/words";

/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/** The words of a search: itself, or by how they begin. */
export type IsAsked = (word: string) => boolean;

/** The whole text with what was searched for marked. */
export const marked = (text: string, isAsked: IsAsked, simplify: Simplify): Piece[] =>
  piecesOf(
    text,
    [...wordsIn(text, simplify)].filter(({ word }) => isAsked(word)),
    0,
    text.length,
  );

const LONGEST_SEARCHED = 20_000;
const BEFORE = 24;
const SHOWN = 140;

/** The part of a markdown text that says most of what was searched for; its beginning when nothing does. */
export function snippet(markdown: string, isAsked: IsAsked, simplify: Simplify): Piece[] {
  const text = plain(markdown.slice(0, LONGEST_SEARCHED));
  const asked = [...wordsIn(text, simplify)].filter(({ word }) => isAsked(word));
  const start = edgeAt(text, Math.max(0, (fullest(asked)?.start ?? 0) - BEFORE));
  const end = edgeAt(text, Math.min(text.length, start + SHOWN));
  return [
    ...(start > 0 ? [{ text: "…", isMarked: false }] : []),
    ...piecesOf(text, asked, start, end),
    ...(end < text.length ? [{ text: "…", isMarked: false }] : []),
  ];
}

/** The word from which on the most different words stand near each other. */
function fullest(asked: readonly Word[]): Word | undefined {
  let best: Word | undefined;
  let most = 0;
  const inside = new Map<string, number>();
  let last = 0;
  for (const first of asked) {
    for (let next = asked[last]; next && next.end - first.start < SHOWN - BEFORE; next = asked[++last])
      inside.set(next.word, (inside.get(next.word) ?? 0) + 1);
    if (inside.size > most) [best, most] = [first, inside.size];
    const left = (inside.get(first.word) ?? 1) - 1;
    if (left) inside.set(first.word, left);
    else inside.delete(first.word);
  }
  return best;
}

// Never in the middle of a surrogate pair, and at a space when one is near.
function edgeAt(text: string, index: number): number {
  if (index === 0 || index >= text.length) return index;
  const space = text.indexOf(" ", index);
  if (space >= 0 && space - index < 12) return space + 1;
  return /[\ud800-\udbff]/.test(text[index - 1] ?? "") ? index + 1 : index;
}

function piecesOf(text: string, asked: readonly Word[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let done = from;
  const add = (end: number, isMarked: boolean): void => {
    const last = pieces.at(-1);
    const part = text.slice(done, end);
    if (last?.isMarked === isMarked) last.text += part;
    else if (part) pieces.push({ text: part, isMarked });
    done = Math.max(done, end);
  };
  for (const { start, end } of asked) {
    if (end <= done || start >= to) continue;
    if (start > done) add(start, false);
    add(Math.min(end, to), true);
  }
  if (done < to) add(to, false);
  return pieces;
}
