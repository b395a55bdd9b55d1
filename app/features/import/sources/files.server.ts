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

function bytesOf(path: string): Readable {
  const file = createReadStream(path);
  return path.endsWith(".gz") ? pipeline(file, createGunzip(), () => {}) : file;
}

/** Lines, cut at line feeds only: U+2028 stands inside people's texts. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of textOf(path)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}

/** The first of these that exists; null when none does. */
export const firstThere = (...paths: string[]): string | null =>
  paths.find((path) => existsSync(path) && statSync(path).isFile()) ?? null;
