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

/** A line, as the bytes of `bytes` from `begin` up to `end`: texts of a million lines would be most of the work. */
export interface Line {
  bytes: Buffer;
  begin: number;
  end: number;
  /** From 1. */
  number: number;
}

const CHUNK = 2 ** 18;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = Buffer.from("\uFEFF");

/**
 * Each line of a UTF-8 file that is not empty, without the line's end and a byte order mark. It is the same object each time,
 * and its bytes are there until the next. In the memory of 256 KiB and the longest line. Throws LineMistaken where the
 * bytes are no UTF-8, and what reading throws.
 */
export async function eachLine(file: string, take: (line: Line) => void): Promise<void> {
  const line: Line = { bytes: Buffer.alloc(0), begin: 0, end: 0, number: 0 };
  let rest: Buffer = Buffer.alloc(0);
  const chunks: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: CHUNK });
  const takeWhole = (bytes: Buffer): void => {
    if (!isUtf8(bytes)) throw new LineMistaken(file, line.number + firstBroken(bytes), "encoding");
    takeLines(bytes, line, take);
  };
  for await (const chunk of chunks) {
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    const behind = bytes.lastIndexOf(LINE_FEED) + 1;
    takeWhole(bytes.subarray(0, behind));
    rest = bytes.subarray(behind);
  }
  if (rest.length) takeWhole(Buffer.concat([rest, Buffer.of(LINE_FEED)]));
}

function takeLines(bytes: Buffer, line: Line, take: (line: Line) => void): void {
  const isMarked = line.number === 0 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  line.bytes = bytes;
  let begin = isMarked ? BYTE_ORDER_MARK.length : 0;
  while (begin < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, begin);
    line.begin = begin;
    line.end = end > begin && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    line.number++;
    if (line.end > begin) take(line);
    begin = end + 1;
  }
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
