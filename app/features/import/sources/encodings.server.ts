import type { Encoding } from "./encodings";
import { bytesOf, isUnpacking } from "./files.server";
import { ImportRefused } from "./source";

interface Found {
  encoding: Encoding;
  /** False where it is a guess, which whoever knows the file may overrule. */
  isCertain: boolean;
}

/** What a file's bytes are like, for which all of it is read. Throws ImportRefused when it can't be unpacked. */
export const bytesSeen = (file: string): Promise<Seen> =>
  countBytes(file).catch((error: unknown) => {
    throw isUnpacking(error) ? new ImportRefused("import.not.text", file) : error;
  });

/** The encoding of a file that was looked through: as it was said to be, if it can be that, else found. */
export function encodingOf(file: string, wanted: Encoding | null, seen: Seen): Encoding {
  const found = foundIn(seen);
  const encoding = wanted ?? found.encoding;
  if (wanted && wanted !== found.encoding && (found.isCertain || !mayBe(wanted, seen)))
    throw new ImportRefused("import.wrong.encoding", file, { wanted, found: found.encoding });
  if (isBinary(seen, encoding)) throw new ImportRefused("import.binary", file);
  return encoding;
}

/** The file's text in pieces, without a byte order mark. Where it was cut inside its last character, that is left out. */
export async function* decoded(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of bytesOf(file)) yield decoder.decode(piece, { stream: true });
}

// What an encoding makes nonsense of may still be no error: two plain letters are a character of UTF-16, a letter and an
// accented one may be one of GBK.
function mayBe(wanted: Encoding, { reads, high, paired }: Seen): boolean {
  if (!reads.includes(wanted)) return false;
  if (wanted.startsWith("utf-16")) return !reads.includes("utf-8");
  return wanted !== "gb18030" || paired >= high * LEAST_PAIRED_IF_SAID;
}

export interface Seen {
  bytes: number;
  mark: Encoding | null;
  /** Of bytes at even and odd places: UTF-16 of Latin letters has every other one. */
  nuls: [number, number];
  controls: number;
  /** Above 127: how many, and how many of those stand in pairs of two such. */
  high: number;
  paired: number;
  /** Which encodings read it without an error. */
  reads: Encoding[];
}

const TRIED: readonly Encoding[] = ["utf-8", "gb18030", "utf-16le", "utf-16be", "windows-1252"];

async function countBytes(file: string): Promise<Seen> {
  const seen: Seen = { bytes: 0, mark: null, nuls: [0, 0], controls: 0, high: 0, paired: 0, reads: [] };
  const decoders = new Map(TRIED.map((encoding) => [encoding, new TextDecoder(encoding, { fatal: true })]));
  let isPairOpen = false;
  for await (const piece of bytesOf(file)) {
    if (!seen.bytes) seen.mark = markOf(piece);
    for (const [encoding, decoder] of decoders) if (!canRead(decoder, piece)) decoders.delete(encoding);
    for (const byte of piece) {
      if (byte === 0) seen.nuls[seen.bytes % 2 === 0 ? 0 : 1]++;
      else if (isControl(byte)) seen.controls++;
      if (byte > 127) seen.high++;
      if (byte > 127 && isPairOpen) seen.paired += 2;
      isPairOpen = byte > 127 && !isPairOpen;
      seen.bytes++;
    }
  }
  seen.reads = [...decoders.keys()];
  return seen;
}

function canRead(decoder: TextDecoder, piece: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const MARKS: ReadonlyArray<readonly [Encoding, readonly number[]]> = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const markOf = (piece: Uint8Array): Encoding | null =>
  MARKS.find(([, mark]) => mark.every((byte, n) => piece[n] === byte))?.[0] ?? null;

// Tab, line feed, form feed and carriage return are text.
const isControl = (byte: number): boolean => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13;

const MOST_NULS_ON_THE_OTHER_SIDE = 0.01;
const LEAST_NULS_OF_UTF_16 = 0.2;
// Chinese in GBK is pairs of high bytes but for rare characters; accents among Latin letters stand alone.
const LEAST_PAIRED = 0.7;
const LEAST_PAIRED_IF_SAID = 0.3;
// "größer" has a pair, too: of a few, whoever knows the file knows better.
const SURE_OF_PAIRS = 12;

function foundIn(seen: Seen): Found {
  if (seen.mark) return { encoding: seen.mark, isCertain: true };
  const [even, odd] = seen.nuls;
  const half = seen.bytes / 2;
  if (odd > half * LEAST_NULS_OF_UTF_16 && even <= half * MOST_NULS_ON_THE_OTHER_SIDE)
    return { encoding: "utf-16le", isCertain: true };
  if (even > half * LEAST_NULS_OF_UTF_16 && odd <= half * MOST_NULS_ON_THE_OTHER_SIDE)
    return { encoding: "utf-16be", isCertain: true };
  if (seen.reads.includes("utf-8")) return { encoding: "utf-8", isCertain: seen.high > 0 };
  if (seen.reads.includes("gb18030") && seen.paired >= seen.high * LEAST_PAIRED)
    return { encoding: "gb18030", isCertain: seen.high >= SURE_OF_PAIRS };
  return { encoding: "windows-1252", isCertain: false };
}

// A few control characters come with people's texts; a picture or a workbook is full of them.
const MOST_CONTROLS = 0.01;
const FEW = 4;

function isBinary({ bytes, nuls, controls, reads }: Seen, encoding: Encoding): boolean {
  const strange = controls + (encoding.startsWith("utf-16") ? 0 : nuls[0] + nuls[1]);
  return !reads.includes(encoding) || (strange > FEW && strange > bytes * MOST_CONTROLS);
}
