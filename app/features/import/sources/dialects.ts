import { type Dialect, recordsOf } from "./records";

export const DELIMITERS = [",", ";", "\t", "|"] as const;

/** A delimiter as people can read it. */
export const nameOf = (delimiter: string): string => (delimiter === "\t" ? "tab" : delimiter);

/** What divides a table of one column: it stands in no line. */
export const NOTHING_DIVIDES = "\n";

/** How a table was found to be written, by the beginning of its text: the way in which most rows have as many columns. */
export async function dialectOf(head: readonly string[]): Promise<Dialect & { columns: number }> {
  let best: Tried = { delimiter: NOTHING_DIVIDES, quotes: true, columns: 1, score: 0 };
  for (const delimiter of DELIMITERS) {
    const tried = await tryOut(head, delimiter);
    if (tried.score > best.score) best = tried;
  }
  const { score: _, ...found } = best;
  return found;
}

/** Whether a table with this delimiter has texts in quotation marks. */
export const quotesWith = async (head: readonly string[], delimiter: string): Promise<boolean> =>
  (await tryOut(head, delimiter)).quotes;

interface Tried extends Dialect {
  columns: number;
  /** Share of rows as wide as the first, and a little for more columns. Nothing for one column. */
  score: number;
}

// Of two that fit as well, the one with more columns: a delimiter of lists stands inside others' fields.
const FOR_A_COLUMN = 0.001;

// Texts in quotation marks are told from marks at the beginning of a text by ending in one, too; where there are few of
// either, by what fits better.
async function tryOut(head: readonly string[], delimiter: string): Promise<Tried> {
  const quoted = await measure(head, { delimiter, quotes: true });
  const plain = await measure(head, { delimiter, quotes: false });
  const isQuoted = quoted.quoted > 2 * quoted.open || quoted.score >= plain.score;
  const { columns, score } = isQuoted ? quoted : plain;
  return { delimiter, quotes: isQuoted, columns, score };
}

async function measure(head: readonly string[], dialect: Dialect) {
  const widths: number[] = [];
  let [open, marked] = [0, 0];
  for await (const { fields, quoted, isOpen } of recordsOf(each(head), dialect)) {
    if (isOpen) open++;
    else widths.push(fields.length);
    marked += quoted;
  }
  const columns = widths[0] ?? 1;
  const fitting = widths.filter((width) => width === columns).length / (widths.length + open);
  const score = columns < 2 ? 0 : fitting + Math.min(columns, 100) * FOR_A_COLUMN;
  return { columns, score, open, quoted: marked };
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
