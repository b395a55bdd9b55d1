/** A kind of picture file: how it begins, and whether it is whole. */
interface Format {
  name: PictureFormat;
  begins(bytes: Buffer): boolean;
  /** True when it ends where it says, and carries nothing beside the picture. */
  isWhole(bytes: Buffer): boolean;
}

export type PictureFormat = "png" | "jpeg" | "webp" | "gif";

/** What kind of picture these bytes begin like, and whether it is all of it and nothing else; null for no picture. */
export function pictureFormat(bytes: Buffer): { name: PictureFormat; isWhole: boolean } | null {
  const format = FORMATS.find(({ begins }) => begins(bytes));
  return format ? { name: format.name, isWhole: format.isWhole(bytes) } : null;
}

const PNG_START = Buffer.from("89504e470d0a1a0a", "hex");
const JPEG_START = Buffer.from("ffd8ff", "hex");

const FORMATS: readonly Format[] = [
  {
    name: "png",
    begins: (bytes) => bytes.subarray(0, 8).equals(PNG_START),
    isWhole: (bytes) => pngEnd(bytes) === bytes.length,
  },
  {
    name: "jpeg",
    begins: (bytes) => bytes.subarray(0, 3).equals(JPEG_START),
    isWhole: (bytes) => {
      const end = jpegEnd(bytes);
      return end > 0 && isOfTelephone(bytes.subarray(end));
    },
  },
  {
    name: "webp",
    begins: (bytes) => bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP",
    isWhole: (bytes) => bytes.readUInt32LE(4) + 8 === bytes.length,
  },
  {
    name: "gif",
    begins: (bytes) => /^GIF8[79]a$/.test(bytes.toString("latin1", 0, 6)),
    isWhole: (bytes) => gifEnd(bytes) === bytes.length,
  },
];

// Chunk by chunk: four bytes of length, four of name, the chunk, four of checksum. IEND is the last.
function pngEnd(bytes: Buffer): number {
  let at = PNG_START.length;
  while (at + 12 <= bytes.length) {
    const name = bytes.toString("latin1", at + 4, at + 8);
    at += bytes.readUInt32BE(at) + 12;
    if (name === "IEND") return at;
  }
  return -1;
}

const [SOS, EOI] = [0xda, 0xd9];

// Segment by segment: FF, a marker, two bytes of length. What a scan holds goes on until an FF that no 00 makes plain
// and no restart (D0 to D7) is.
function jpegEnd(bytes: Buffer): number {
  let at = 2;
  while (at + 4 <= bytes.length || bytes[at + 1] === EOI) {
    if (bytes[at] !== 0xff) return -1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === EOI) return at + 2;
    else {
      at += 2 + bytes.readUInt16BE(at + 2);
      if (marker === SOS) at = scanEnd(bytes, at);
    }
  }
  return -1;
}

function scanEnd(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && isOfScan(bytes[at + 1] ?? 0)) at = bytes.indexOf(0xff, at + 2);
  return at < 0 ? bytes.length : at;
}

const isOfScan = (marker: number): boolean => marker === 0 || (marker >= 0xd0 && marker <= 0xd7);

// Telephones put something behind their photographs: a second JPEG (brightness, depth), a short film, a table of
// Samsung's, padding. All of it is dropped with everything else when the picture is drawn anew; anything but these is
// a file that pretends.
function isOfTelephone(tail: Buffer): boolean {
  return (
    tail.every((byte) => byte === 0) ||
    tail.subarray(0, 3).equals(JPEG_START) ||
    tail.toString("latin1", 4, 8) === "ftyp" ||
    tail.toString("latin1", tail.length - 4) === "SEFT"
  );
}

// A head with perhaps a table of colours, then blocks, each in pieces of a length and so many bytes, and `;` at the end.
function gifEnd(bytes: Buffer): number {
  let at = 13 + coloursIn(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === 0x3b) return at + 1;
    if (block === 0x21) at += 2;
    else if (block === 0x2c) at += 11 + coloursIn(bytes[at + 9] ?? 0);
    else return -1;
    while (bytes[at]) at += (bytes[at] ?? 0) + 1;
    at += 1;
  }
  return -1;
}

const coloursIn = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
