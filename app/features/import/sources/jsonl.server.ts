import { statSync } from "node:fs";
import { ideaFrom } from "./exchange-line.server";
import { byteLinesOf } from "./files.server";
import { type BrokenRow, ImportRefused, type Source, type SourceIdea } from "./source";

const DEEPEST = 20;
const SPACE = 32;
const BOM = [0xef, 0xbb, 0xbf];

/** JSON Lines: the plain exchange file, one idea an object and line (spec/ideas.md 7), packed or not. */
export const jsonl: Source = {
  async count(file) {
    checkFile(file);
    let rows = 0;
    for await (const bytes of byteLinesOf(file)) if (!isBlank(bytes)) rows++;
    if (!rows) throw new ImportRefused("import.empty", file);
    return rows;
  },

  async *rows(file) {
    checkFile(file);
    let line = 0;
    for await (const bytes of byteLinesOf(file)) {
      line++;
      if (!isBlank(bytes)) yield rowFrom(bytes, line);
    }
  },
};

function checkFile(file: string): void {
  if (!statSync(file).isFile()) throw new ImportRefused("import.not.file", file);
}

// Bytes of a byte order mark alone are no line either.
const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte <= SPACE || BOM.includes(byte));

const utf8 = new TextDecoder("utf-8", { fatal: true }); // it also takes a byte order mark away

function rowFrom(bytes: Buffer, line: number): SourceIdea | BrokenRow {
  const text = textOf(bytes);
  if (text === null) return { line, why: "import.row.utf8" };
  const value = jsonOf(text);
  if (value === undefined) return { line, why: "import.row.json" };
  if (!isObject(value)) return { line, why: "import.row.object" };
  if (isDeeper(value, DEEPEST)) return { line, why: "import.row.deep" };
  return ideaFrom(value, line);
}

function textOf(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll("\u0000", ""));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));
