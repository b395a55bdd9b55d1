import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";

/** What can be wrong with a line. */
export type Mistake = "encoding" | "columns" | "name" | "weight" | "seed";

/** A line that can't be read: lines count from 1. */
export class LineMistaken extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    readonly why: Mistake,
  ) {
    super(`${file}:${line}: ${why}`);
  }
}

const CHUNK = 2 ** 20;
const LINE_FEED = 10;

/**
 * Each line of a UTF-8 file that is not empty, with its number from 1, without the line's end and a byte order mark. In no
 * more memory than a mebibyte and the longest line. Throws LineMistaken where the bytes are no UTF-8, and what reading throws.
 */
export async function eachLine(file: string, take: (line: string, number: number) => void): Promise<void> {
  let number = 0;
  const takeAll = (bytes: Buffer): void => {
    if (!isUtf8(bytes)) throw new LineMistaken(file, number + firstBroken(bytes), "encoding");
    const text = bytes.toString("utf8");
    for (let begin = number || text.charCodeAt(0) !== 0xfeff ? 0 : 1; begin < text.length; ) {
      const end = text.indexOf("\n", begin);
      const line = text.slice(begin, end - (text[end - 1] === "\r" ? 1 : 0));
      number++;
      if (line) take(line, number);
      begin = end + 1;
    }
  };
  let rest: Buffer = Buffer.alloc(0);
  const chunks: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: CHUNK });
  for await (const chunk of chunks) {
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    const behind = bytes.lastIndexOf(LINE_FEED) + 1;
    takeAll(bytes.subarray(0, behind));
    rest = bytes.subarray(behind);
  }
  if (rest.length) takeAll(Buffer.concat([rest, Buffer.from("\n")]));
}

/** Which line of these bytes, from 1, is no UTF-8. */
function firstBroken(bytes: Buffer): number {
  let begin = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(LINE_FEED, begin);
    if (end < 0 || !isUtf8(bytes.subarray(begin, end))) return line;
    begin = end + 1;
  }
}
