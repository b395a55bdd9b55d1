import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
const inflate = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);
const SMALLEST = 1_000;
const BROTLI_QUALITY = { once: 4, often: 5 };
// 256 KiB, more than most pages: as small as with the usual 4 MiB, which each encoder sets aside and V8 hurries to collect.
const BROTLI_WINDOW = 18;
const GZIP_LEVEL = 6;

export type Encoding = "br" | "gzip" | "identity";

/** How a body of so many bytes goes to a browser that accepts this. */
export function encodingFor(accept: string, bytes: number): Encoding {
  if (bytes < SMALLEST) return "identity";
  if (/\bbr\b/.test(accept)) return "br";
  return /\bgzip\b/.test(accept) ? "gzip" : "identity";
}

/** A finished body, which is sent once, or often: then a tenth smaller is worth half as long again. */
export async function compress(body: Buffer, encoding: Encoding, sent: "once" | "often" = "once"): Promise<Buffer> {
  if (encoding === "gzip") return deflate(body, { level: GZIP_LEVEL });
  if (encoding === "identity") return body;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY[sent],
    [constants.BROTLI_PARAM_LGWIN]: BROTLI_WINDOW,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return brotli(body, { params });
}

/** The body again, from whichever encoding is there. */
export async function plain(bodies: ReadonlyMap<Encoding, Buffer>): Promise<Buffer> {
  const [identity, br, gzipped] = [bodies.get("identity"), bodies.get("br"), bodies.get("gzip")];
  if (identity) return identity;
  if (br) return unbrotli(br);
  if (gzipped) return inflate(gzipped);
  throw new Error("a page without a body");
}
