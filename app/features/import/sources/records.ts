/** How a table is written in a text. */
export interface Dialect {
  delimiter: string;
  /** Whether a field may stand in quotation marks. */
  quotes: boolean;
}

export interface TableRecord {
  /** The line it begins on, from 1. */
  line: number;
  fields: string[];
  /** How many of them stood in quotation marks, from end to end. */
  quoted: number;
  /** True when a quotation mark was opened and never closed, or by another row's: only its first line was taken, the next is read anew. */
  isOpen?: true;
}

// Where a quotation mark is still open after so much, it was never closed: the rows behind it must not be lost for it.
const MOST_LINES = 2_000;
const MOST_CHARACTERS = 500_000;

/**
 * The rows of a table (RFC 4180, relaxed: a quotation mark inside a field, or behind its closing one, is a character).
 * csv-parse can't go on behind a quotation mark that is never closed; people's exports have them.
 */
export async function* recordsOf(lines: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<TableRecord> {
  const source = new Lines(lines);
  let line = 1;
  try {
    for (let text = await source.next(); text !== null; text = await source.next()) {
      const { row, taken } = await rowFrom(text, source, dialect);
      const isLost = row.isOpen || row.isBroken;
      if (isLost) yield { line, fields: [], quoted: 0, isOpen: true };
      else if (taken.some((one) => one.trim())) yield { line, fields: row.fields(), quoted: row.quoted };
      if (isLost) source.giveBack(taken.slice(1));
      line += isLost ? 1 : taken.length;
    }
  } finally {
    await source.close();
  }
}

async function rowFrom(text: string, source: Lines, dialect: Dialect): Promise<{ row: Row; taken: string[] }> {
  const row = new Row(dialect);
  const taken = [text];
  row.add(text);
  let characters = text.length;
  while (row.isOpen && !row.isBroken && taken.length < MOST_LINES && characters < MOST_CHARACTERS) {
    const following = await source.next();
    if (following === null) break;
    taken.push(following);
    characters += following.length;
    row.add(`\n${following}`);
  }
  return { row, taken };
}

/** Lines that can be given back. */
class Lines {
  readonly #source: AsyncIterator<string>;
  #ahead: string[] = [];

  constructor(lines: AsyncIterable<string>) {
    this.#source = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<string | null> {
    const known = this.#ahead.shift();
    if (known !== undefined) return known;
    const { done, value } = await this.#source.next();
    return done ? null : value;
  }

  giveBack(lines: readonly string[]): void {
    this.#ahead = [...lines, ...this.#ahead];
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

/** One row while its text comes in, line by line. */
class Row {
  isOpen = false;
  /**
   * True when the mark that closes a text of several lines stands as an opening one does, at a field's beginning and before
   * its text: then it is the next row's, and the first was never closed.
   */
  isBroken = false;
  quoted = 0;
  #done: string[] = [];
  #field = "";
  #wasQuoted = false;
  #spansLines = false;

  constructor(readonly dialect: Dialect) {}

  add(text: string): void {
    let at = 0;
    this.#spansLines ||= this.isOpen;
    while (at < text.length && !this.isBroken) at = this.isOpen ? this.#inQuotes(text, at) : this.#outside(text, at);
  }

  fields(): string[] {
    return [...this.#done, this.#field];
  }

  // Up to the closing quotation mark; two of them are one character.
  #inQuotes(text: string, at: number): number {
    const end = text.indexOf('"', at);
    if (end < 0) {
      this.#field += text.slice(at);
      return text.length;
    }
    this.#field += text.slice(at, end);
    if (text[end + 1] === '"') {
      this.#field += '"';
      return end + 2;
    }
    this.isOpen = false;
    this.isBroken = this.#spansLines && this.#beginsField(text, end) && !this.#endsField(text, end + 1);
    if (end + 1 === text.length || text.startsWith(this.dialect.delimiter, end + 1)) this.quoted++;
    return end + 1;
  }

  #beginsField(text: string, at: number): boolean {
    return text[at - 1] === "\n" || text.endsWith(this.dialect.delimiter, at);
  }

  #endsField(text: string, at: number): boolean {
    let end = at;
    while (text[end] === " ") end++;
    return end === text.length || text.startsWith(this.dialect.delimiter, end);
  }

  #outside(text: string, at: number): number {
    const { delimiter, quotes } = this.dialect;
    if (quotes && !this.#field && !this.#wasQuoted && text[at] === '"') {
      this.isOpen = true;
      this.#wasQuoted = true;
      this.#spansLines = false;
      return at + 1;
    }
    const end = text.indexOf(delimiter, at);
    this.#field += text.slice(at, end < 0 ? text.length : end);
    if (end < 0) return text.length;
    this.#done.push(this.#field);
    this.#field = "";
    this.#wasQuoted = false;
    return end + delimiter.length;
  }
}
