import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { Refused } from "~/platform/refusals";
import { lineOf, type Row, type Shape, Tally } from "~db/rows.ts";
import { addUpFile, type KeptFile } from "./files.server";
import {
  CONFIG,
  configFrom,
  filePath,
  HEAD,
  type Head,
  headFrom,
  LARGEST_ENTRY,
  MANIFEST,
  type Manifest,
  manifestFrom,
  tableOf,
} from "./format.server";

/** Who takes what is in a backup. */
export interface Taker {
  rows?(shape: Shape, rows: readonly Row[]): Promise<void>;
  file?(file: KeptFile): Promise<void>;
}

/** What a whole backup says of itself. */
export interface Contents {
  head: Head;
  manifest: Manifest;
  /** The settings of then. */
  config: Readonly<Record<string, string>>;
}

/**
 * Reads a backup from end to end, gives the taker what is in it, and compares all of it with its manifest. Refused when it
 * is cut, altered, newer than this program or none of ours; by then, the taker may have been given much of it.
 */
export async function unpack(file: string, taker: Taker): Promise<Contents> {
  let head: Head | null = null;
  let manifest: Manifest | null = null;
  let config: Contents["config"] = {};
  const found = new Found();
  for await (const { name, content } of entriesOf(file)) {
    if (manifest) throw new Refused("backup.altered"); // behind the end
    if (!head) {
      head = headOf(name, content);
      found.expect(head.tables);
    } else if (name === MANIFEST) manifest = manifestFrom(content.toString());
    else if (name === CONFIG) config = configFrom(content.toString());
    else await found.take(name, content, taker);
  }
  if (!head) throw new Refused("backup.foreign");
  if (!manifest) throw new Refused("backup.cut");
  found.refuseOther(manifest);
  return { head, manifest, config };
}

function headOf(name: string, content: Buffer): Head {
  if (name !== HEAD) throw new Refused("backup.foreign");
  return headFrom(content.toString());
}

/** What was in a backup so far, added up. */
class Found {
  readonly #tables = new Map<Shape, Tally>();
  readonly #files = new Tally();
  #bytes = 0;

  expect(tables: readonly Shape[]): void {
    for (const shape of tables) this.#tables.set(shape, new Tally());
  }

  async take(name: string, content: Buffer, taker: Taker): Promise<void> {
    const path = filePath(name);
    if (path) return this.#takeFile({ path, content }, taker);
    const shape = tableOf(name, [...this.#tables.keys()]);
    const tally = shape && this.#tables.get(shape);
    if (!tally) throw new Refused("backup.altered");
    const rows = rowsFrom(content, shape);
    for (const row of rows) tally.add(lineOf(row));
    await taker.rows?.(shape, rows);
  }

  async #takeFile(file: KeptFile, taker: Taker): Promise<void> {
    addUpFile(this.#files, file);
    this.#bytes += file.content.length;
    await taker.file?.(file);
  }

  refuseOther({ tables, files }: Manifest): void {
    const isSame = [...this.#tables].every(([{ name }, tally]) => isEqual(tally.sum, tables[name]));
    const { rows: count, sum } = this.#files.sum;
    const isWhole = Object.keys(tables).length === this.#tables.size && this.#bytes === files.bytes;
    if (!isSame || !isWhole || count !== files.count || sum !== files.sum) throw new Refused("backup.altered");
  }
}

/** Two sums of one table. */
export const isEqual = (one: { rows: number; sum: string }, other?: { rows: number; sum: string }): boolean =>
  one.rows === other?.rows && one.sum === other.sum;

interface TarEntry {
  name: string;
  content: Buffer;
}

async function* entriesOf(file: string): AsyncGenerator<TarEntry> {
  const tar = extract();
  let trouble: unknown = null;
  let isOurs = false; // it has at least begun like one
  const reading = pipeline(createReadStream(file), createGunzip(), tar).catch((error: unknown) => {
    trouble = error;
  });
  try {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      if (type !== "file" || size > LARGEST_ENTRY) throw new Refused("backup.foreign");
      yield { name, content: await wholeOf(entry) };
      isOurs = true;
    }
    await reading;
    if (trouble) throw trouble;
  } catch (error) {
    const refusal = refusalOf(error);
    const isNothing = !isOurs && refusal instanceof Refused && refusal.code === "backup.cut";
    throw isNothing ? new Refused("backup.foreign") : refusal;
  } finally {
    tar.destroy(); // whoever stopped reading early lets go of the file, too
    await reading;
  }
}

async function wholeOf(entry: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of entry) pieces.push(piece);
  return Buffer.concat(pieces);
}

const CUT = new Set(["Z_BUF_ERROR", "Unexpected end of data"]);
const ALTERED = new Set([
  "Z_DATA_ERROR",
  "Invalid tar header. Maybe the tar is corrupted or it needs to be gunzipped?",
]);

// What zlib and tar say of a file that is not whole. Everything else is somebody else's fault, the disk's for one.
function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const said = ["code" in error ? String(error.code) : "", error.message];
  if (said.some((word) => CUT.has(word))) return new Refused("backup.cut");
  if (said.includes("incorrect header check")) return new Refused("backup.foreign"); // not even gzip
  return said.some((word) => ALTERED.has(word)) ? new Refused("backup.altered") : error;
}

function rowsFrom(content: Buffer, { columns }: Shape): Row[] {
  const lines = content.toString().split("\n");
  if (lines.pop() !== "") throw new Refused("backup.altered");
  return lines.map((line) => {
    const row = parsed(line);
    if (!isRow(row) || row.length !== columns.length) throw new Refused("backup.altered");
    return row;
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const isRow = (row: unknown): row is Row =>
  Array.isArray(row) && row.every((value) => value === null || typeof value !== "object");
