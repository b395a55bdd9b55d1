import { createReadStream, existsSync, statSync } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { ImportRefused } from "./source";

/**
 * The text of a file in pieces, unpacked when its name ends in .gz. Throws ImportRefused unless it is UTF-8.
 * Where the file was cut inside its last character, that is left out.
 */
export async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const piece of bytesOf(path)) yield decoder.decode(piece, { stream: true });
  } catch {
    throw new ImportRefused("import.not.text", path);
  }
}

/** The bytes of a file in pieces, unpacked when its name ends in .gz. */
export function bytesOf(path: string): Readable {
  const file = createReadStream(path);
  return path.endsWith(".gz") ? pipeline(file, createGunzip(), () => {}) : file;
}

/** Lines of a file, cut at line feeds only: U+2028 stands inside people's texts. */
export const linesOf = (path: string): AsyncGenerator<string> => linesIn(textOf(path));

/** Lines of a text that comes in pieces, cut likewise. */
export async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}

const LINE_FEED = 10;

/** The same in bytes, for files where one line that is no text must not spoil the others. */
export async function* byteLinesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  try {
    for await (const piece of bytesOf(path)) {
      let start = 0;
      for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
        yield Buffer.concat([...rest, piece.subarray(start, end)]);
        rest = [];
        start = end + 1;
      }
      rest.push(piece.subarray(start));
    }
  } catch (error) {
    throw isUnpacking(error) ? new ImportRefused("import.not.text", path) : error;
  }
  const last = Buffer.concat(rest);
  if (last.length) yield last;
}

/** True of what is thrown when a packed file is broken. */
export const isUnpacking = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

/** The first of these that exists; null when none does. */
export const firstThere = (...paths: string[]): string | null =>
  paths.find((path) => existsSync(path) && statSync(path).isFile()) ?? null;
