import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
const SMALLEST = 1_000;
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 6;

export interface Compressed {
  body: Buffer;
  encoding: "br" | "gzip" | null;
}

/** A finished body, once: brotli or gzip as the browser takes them, nothing for what is small. */
export async function compress(body: Buffer, accept: string): Promise<Compressed> {
  if (body.length < SMALLEST) return { body, encoding: null };
  if (/\bbr\b/.test(accept)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    return { body: await brotli(body, { params }), encoding: "br" };
  }
  if (/\bgzip\b/.test(accept)) return { body: await deflate(body, { level: GZIP_LEVEL }), encoding: "gzip" };
  return { body, encoding: null };
}
