/** What a box holds, and what of it is selected. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** Puts `insert` in place of what stands from `from` to `to`, and selects what `start` and `end` say. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

/** What a button of the toolbar does to a text. */
export type Mark = (selected: Selected, example: string) => Edit;

/** Puts a mark around what is selected, or takes it away where it stands. */
const around =
  (mark: string): Mark =>
  ({ text, start, end }, example) => {
    const size = mark.length;
    const isMarked =
      text.slice(start - size, start) === mark && text.slice(end, end + size) === mark && !isLonger(text, start, mark);
    const words = text.slice(start, end);
    if (isMarked) return { from: start - size, to: end + size, insert: words, start: start - size, end: end - size };
    const inner = words || example;
    return { from: start, to: end, insert: mark + inner + mark, start: start + size, end: start + size + inner.length };
  };

// `*` inside `**` is no mark of its own.
const isLonger = (text: string, start: number, mark: string): boolean =>
  text[start - mark.length - 1] === mark[0] && text[start - mark.length] === mark[0] && mark.length === 1;

/** Puts a sign before each selected line, or takes it away where all have it. */
const before =
  (sign: string): Mark =>
  ({ text, start, end }, example) => {
    const from = text.lastIndexOf("\n", start - 1) + 1;
    const next = text.indexOf("\n", end);
    const to = next < 0 ? text.length : next;
    const lines = text.slice(from, to).split("\n");
    const isAll = lines.every((line) => line.startsWith(sign));
    const changed = isAll ? lines.map((line) => line.slice(sign.length)) : lines.map((line) => sign + line);
    const isEmpty = lines.length === 1 && lines[0] === "";
    const insert = isEmpty ? sign + example : changed.join("\n");
    return { from, to, insert, start: from + (isEmpty ? sign.length : 0), end: from + insert.length };
  };

const ADDRESS = /^https?:\/\/\S+$/;

const link: Mark = ({ text, start, end }, example) => {
  const words = text.slice(start, end);
  if (ADDRESS.test(words))
    return {
      from: start,
      to: end,
      insert: `[${example}](${words})`,
      start: start + 1,
      end: start + 1 + example.length,
    };
  const inner = words || example;
  const address = start + inner.length + 3;
  return { from: start, to: end, insert: `[${inner}](https://)`, start: address, end: address + "https://".length };
};

/** What the toolbar offers, in its order. */
export const MARKS = {
  bold: around("**"),
  italic: around("*"),
  list: before("- "),
  quote: before("> "),
  link,
} as const satisfies Record<string, Mark>;

export type MarkName = keyof typeof MARKS;

/** The name somebody is about to write after an at sign, before the cursor; null when they write none. */
export function nameBefore({ text, start, end }: Selected): { start: string; from: number } | null {
  if (start !== end) return null;
  const begun = /(?:^|[^\w.+\-@/])@([\p{L}\p{N}_-]{0,30})$/u.exec(text.slice(Math.max(0, start - 40), start));
  const name = begun?.[1];
  return name === undefined ? null : { start: name, from: start - name.length };
}
