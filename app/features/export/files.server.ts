import { createHash } from "node:crypto";
import { stringify } from "csv-stringify/sync";
import { clock } from "~/platform/clock";
import type { Locale } from "~/platform/i18n/locales";
import { COLUMNS, type PromisedRequest, type TopRequest } from "./columns";
import { markdown } from "./markdown-file.server";

export const FORMATS = ["csv", "json", "md"] as const;
export type Format = (typeof FORMATS)[number];
export const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text);

export const MEDIA_TYPES: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
};

export interface FileWords {
  /** By what the rows were chosen: said in JSON and Markdown. */
  filters: Readonly<Record<string, unknown>>;
  /** The reader's language, which Markdown speaks. */
  locale: Locale;
  /** The community's, IANA: whose days Markdown counts in. */
  timeZone: string;
}

/** The file, in pieces of whole rows. */
export function fileOf(format: Format, rows: AsyncIterable<PromisedRequest>, words: FileWords): AsyncGenerator<string> {
  switch (format) {
    case "csv":
      return csv(rows);
    case "json":
      return json(rows, words.filters);
    case "md":
      return markdown(rows, words);
  }
}

const BYTE_ORDER_MARK = "\ufeff";
const RECORD_END = "\r\n";

// RFC 4180 with a byte order mark, as spreadsheets need it to read UTF-8.
async function* csv(rows: AsyncIterable<TopRequest>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + record(COLUMNS);
  for await (const row of rows) yield record(COLUMNS.map((column) => cell(row[column])));
}

// Unasked, a lone line feed would not be quoted, as records end in two characters.
const record = (cells: readonly string[]): string =>
  stringify([[...cells]], { record_delimiter: RECORD_END, quoted_match: /[\r\n]/ });

function cell(value: TopRequest[keyof TopRequest]): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return defused(value);
  return value.length === 0
    ? ""
    : defused(value.every((one) => typeof one !== "object") ? value.join(", ") : JSON.stringify(value));
}

// A cell that begins like a formula (full-width signs too) would be run by a spreadsheet: an apostrophe makes it text.
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;
export const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

async function* json(
  rows: AsyncIterable<PromisedRequest>,
  filters: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  const checksum = createHash("sha256");
  yield `{"made_at":${JSON.stringify(new Date(clock.now()).toISOString())},"filters":${JSON.stringify(filters)},"requests":[`;
  let isFirst = true;
  for await (const row of rows) {
    const text = JSON.stringify(Object.fromEntries(COLUMNS.map((column) => [column, row[column]])));
    checksum.update(`${text}\n`);
    yield `${isFirst ? "" : ","}\n${text}`;
    isFirst = false;
  }
  // over each request's line as it stands above, without its comma
  yield `\n],"sha256":"${checksum.digest("hex")}"}\n`;
}
