import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { clock } from "~/platform/clock";
import { cleanLine } from "~/platform/text";
import { dialectOf, nameOf, quotesWith } from "./dialects";
import type { Encoding } from "./encodings";
import { bytesSeen, decoded, encodingOf, type Seen } from "./encodings.server";
import { ideaFrom } from "./exchange-line.server";
import { linesIn } from "./files.server";
import { type DayOrder, dayOrderOf, tableInstant } from "./instants";
import { type ColumnMap, checkedMap, isFault, MAPPED, proposedMap } from "./mapping";
import { type Dialect, recordsOf, type TableRecord } from "./records";
import { type BrokenRow, ImportRefused, type Source, type SourceIdea } from "./source";

/** What somebody said about how a table is to be read; the rest is found. */
export interface Reading {
  encoding?: Encoding | undefined;
  delimiter?: string | undefined;
  /** False: quotation marks are characters like others. */
  quotes?: false | undefined;
  /** Columns by field; unsaid, their names propose one. */
  map?: unknown;
  /** What was seen of the file's bytes before: then they are not counted again. */
  seen?: Seen | undefined;
}

/** A table as it was found, before its map is looked at. */
export interface Table {
  encoding: Encoding;
  dialect: Dialect;
  columns: string[];
  /** The first rows, for showing. */
  samples: string[][];
  dayOrder: DayOrder;
}

const HEAD_LINES = 500;
const HEAD_CHARACTERS = 65_536;
const SAMPLES = 3;

/** A table of any delimiter, quoting and encoding: its first row names the columns. */
export const csv = (reading: Reading): Source => ({
  async count(file) {
    const table = await tableOf(file, reading);
    mapOf(table, reading, file);
    let rows = -1; // the header
    for await (const _ of recordsIn(file, table)) rows++;
    if (rows < 1) throw new ImportRefused("import.empty", file);
    return rows;
  },

  async *rows(file) {
    const table = await tableOf(file, reading);
    const row = { ...table, map: mapOf(table, reading, file) };
    let isHeader = true;
    for await (const record of recordsIn(file, table)) {
      if (!isHeader) yield rowFrom(record, row);
      isHeader = false;
    }
  },
});

/** What the table is like. Throws ImportRefused when it isn't one, or not as it is said to be. */
export async function tableOf(file: string, reading: Reading): Promise<Table> {
  if (!statSync(file).isFile()) throw new ImportRefused("import.not.file", file);
  const encoding = encodingOf(file, reading.encoding ?? null, reading.seen ?? (await bytesSeen(file)));
  const head = await headOf(file, encoding);
  if (!head.length) throw new ImportRefused("import.empty", file);
  const found = await dialectOf(head);
  const delimiter = reading.delimiter ?? found.delimiter;
  const dialect = { delimiter, quotes: reading.quotes ?? (await quotesWith(head, delimiter)) };
  const records: string[][] = [];
  for await (const { fields, isOpen } of recordsOf(linesIn(linesAgain(head)), dialect))
    if (!isOpen) records.push(fields);
  const [header = [], ...rows] = records;
  if (header.length < 2 && found.columns > 1)
    throw new ImportRefused("import.wrong.delimiter", file, {
      wanted: nameOf(dialect.delimiter),
      found: nameOf(found.delimiter),
      count: found.columns,
    });
  return {
    encoding,
    dialect,
    columns: named(header),
    samples: rows.slice(0, SAMPLES),
    dayOrder: dayOrderOf(rows.flat()),
  };
}

async function* linesAgain(head: readonly string[]): AsyncGenerator<string> {
  yield head.join("\n");
}

async function headOf(file: string, encoding: Encoding): Promise<string[]> {
  const head: string[] = [];
  let characters = 0;
  for await (const line of linesIn(withLineFeeds(decoded(file, encoding)))) {
    head.push(withoutReturn(line));
    characters += line.length;
    if (head.length >= HEAD_LINES || characters >= HEAD_CHARACTERS) break;
  }
  return head.some((line) => line.trim()) ? head : [];
}

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

const recordsIn = (file: string, { encoding, dialect }: Table): AsyncGenerator<TableRecord> =>
  recordsOf(linesWithoutReturn(file, encoding), dialect);

async function* linesWithoutReturn(file: string, encoding: Encoding): AsyncGenerator<string> {
  for await (const line of linesIn(withLineFeeds(decoded(file, encoding)))) yield withoutReturn(line);
}

// Old Macs, and programs that write for them, end lines with a return alone. Beside line feeds it is text like other.
async function* withLineFeeds(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let isOld: boolean | null = null;
  for await (const piece of pieces) {
    if (piece) isOld ??= piece.slice(0, -1).includes("\r") && !piece.includes("\n");
    yield isOld ? piece.replaceAll("\r", "\n") : piece;
  }
}

// Each column has a name of its own, so that a map can say which.
function named(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [n, name] of header.entries()) {
    const wanted = cleanLine(name) || String(n + 1);
    const same = names.filter((one) => one === wanted || one.startsWith(`${wanted} (`)).length;
    names.push(same ? `${wanted} (${same + 1})` : wanted);
  }
  return names;
}

/** The map in force. Throws ImportRefused with what is wrong with it. */
export function mapOf({ columns }: Pick<Table, "columns">, { map }: Reading, file: string): ColumnMap {
  const checked = checkedMap(map ?? proposedMap(columns), columns);
  if (isFault(checked)) throw new ImportRefused(checked.why, file, checked.values);
  return checked;
}

type Row = Table & { map: ColumnMap };

function rowFrom({ line, fields, isOpen }: TableRecord, table: Row): SourceIdea | BrokenRow {
  if (isOpen) return { line, why: "import.row.quote" };
  if (fields.length > table.columns.length && fields.slice(table.columns.length).some((value) => value.trim()))
    return { line, why: "import.row.too.many" };
  if (fields.length < table.columns.length / 2) return { line, why: "import.row.columns" };
  const values = new Map(table.columns.map((column, n) => [column, fields[n] ?? ""]));
  const said = saidIn(values, table);
  const idea = ideaFrom(said, line, besideIn(values, table.map));
  return "why" in idea || table.map.created_at ? idea : { ...idea, isUndated: true };
}

function saidIn(values: ReadonlyMap<string, string>, { map, dayOrder }: Row): Record<string, unknown> {
  const first = (columns: readonly string[]): string =>
    columns.map((column) => values.get(column) ?? "").find((value) => value.trim()) ?? "";
  const said: Record<string, unknown> = {};
  for (const field of MAPPED) {
    const text = first(map[field] ?? []);
    if (text) said[field] = text;
  }
  said.created_at = map.created_at ? dateFrom(first(map.created_at), dayOrder) : new Date(clock.now()).toISOString();
  if (!map.source_id) said.source_id = keyOf(said, map.created_at ? first(map.created_at) : "");
  if (said.author) said.author = listIn(String(said.author), PEOPLE)[0] ?? "";
  if (said.tags) said.tags = listIn(String(said.tags), /[;,|\n，；、]/);
  if (said.supporters) said.supporters = listIn(String(said.supporters), PEOPLE);
  for (const field of ["imported_support", "imported_objections"])
    if (said[field]) said[field] = countIn(String(said[field]));
  return said;
}

// No comma of Latin scripts: "Doe, Jane" is one person.
const PEOPLE = /[;|\n；、，]/;

const dateFrom = (text: string, order: DayOrder): string => {
  const at = tableInstant(text, order);
  return Number.isNaN(at) || Math.abs(at) > 8e15 ? text : new Date(at).toISOString();
};

// Without an id of its own a row is known again by its words and date: in another order it is still the same.
const keyOf = ({ title = "", body = "", author = "" }: Record<string, unknown>, date: string): string =>
  createHash("sha256")
    .update(JSON.stringify([title || body, author, date]))
    .digest("base64url")
    .slice(0, 24);

const listIn = (text: string, between: RegExp): string[] =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean);

// "1,234" and "1 234" are what people's tables write. A total below nothing is nobody's support: it is kept beside.
function countIn(text: string): number | string | undefined {
  const digits = text.replace(/[\s,'’]/g, "");
  if (/^-\d+$/.test(digits)) return undefined;
  return /^\d+(?:\.0+)?$/.test(digits) ? Math.trunc(Number(digits)) : text;
}

// What the map doesn't name, and what of it has no place: authors behind the first, and totals below nothing.
function besideIn(values: ReadonlyMap<string, string>, map: ColumnMap): Array<[string, unknown]> {
  const mapped = new Set(Object.values(map).flat());
  const authors = new Set(map.author);
  const counts = new Set([...(map.imported_support ?? []), ...(map.imported_objections ?? [])]);
  return [...values].filter(([column, value]) => {
    if (!value.trim()) return false;
    if (!mapped.has(column)) return true;
    return (authors.has(column) && PEOPLE.test(value)) || (counts.has(column) && /^\s*-/.test(value));
  });
}
