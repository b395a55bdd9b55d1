import { existsSync, readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { NextFunction, Request, Response } from "express";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
const BROTLI_QUALITY = 9;

type Encoding = "br" | "gzip" | "identity";

/**
 * Serves what the build made, each file read once, when it is first asked for, and kept: their number is small and their
 * names change with their contents, so browsers keep them for ever. Other names go to the next handler.
 */
export function builtFiles(folder: string) {
  const names = new Set(filesIn(folder));
  const kept = new Map<string, Promise<Buffer>>();
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const name = request.path.slice(1);
    if (request.method !== "GET" || !names.has(name)) return next();
    const encoding = encodingFor(request.get("Accept-Encoding") ?? "");
    const key = `${encoding} ${name}`;
    const body = kept.get(key) ?? encoded(join(folder, name), encoding);
    kept.set(key, body);
    response.type(extname(name));
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("Vary", "Accept-Encoding");
    if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
    response.end(await body);
  };
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => statSync(join(folder, name)).isFile()).map((name) => name.replaceAll(sep, "/"));
}

function encodingFor(accept: string): Encoding {
  if (/\bbr\b/.test(accept)) return "br";
  return /\bgzip\b/.test(accept) ? "gzip" : "identity";
}

async function encoded(path: string, encoding: Encoding): Promise<Buffer> {
  if (encoding === "br" && existsSync(`${path}.br`)) return readFile(`${path}.br`); // made by the build
  const raw = await readFile(path);
  if (encoding === "br") return brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
  return encoding === "gzip" ? deflate(raw) : raw;
}
