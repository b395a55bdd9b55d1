import { type Dialect, recordsOf } from "./records";

export const DELIMITERS = [",", ";", "\t", "|"] as const;

/** How a table was found to be written, by the beginning of its text: the way in which most rows have as many columns. */
export async function dialectOf(head: readonly string[]): Promise<Dialect & { columns: number }> {
  let best: Tried = { delimiter: ",", quotes: true, columns: 1, score: 0 };
  for (const quotes of [true, false])
    for (const delimiter of DELIMITERS) {
      const tried = await tryOut(head, { delimiter, quotes });
      if (tried.score > best.score) best = tried;
    }
  const { score: _, ...found } = best;
  return found;
}

interface Tried extends Dialect {
  columns: number;
  /** Share of rows as wide as the first, and a little for more columns. Nothing for one column. */
  score: number;
}

// Of two that fit as well, the one with more columns: a delimiter of lists stands inside others' fields.
const FOR_A_COLUMN = 0.001;
const FOR_AN_OPEN_QUOTE = 0.5;

async function tryOut(head: readonly string[], dialect: Dialect): Promise<Tried> {
  const widths: number[] = [];
  let open = 0;
  for await (const { fields, isOpen } of recordsOf(each(head), dialect)) {
    if (isOpen) open++;
    else widths.push(fields.length);
  }
  const columns = widths[0] ?? 1;
  if (columns < 2) return { ...dialect, columns, score: 0 };
  const fitting = widths.filter((width) => width === columns).length / (widths.length + open * FOR_AN_OPEN_QUOTE);
  return { ...dialect, columns, score: fitting + Math.min(columns, 100) * FOR_A_COLUMN };
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
