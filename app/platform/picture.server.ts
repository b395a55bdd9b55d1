import { Refused } from "./refusals";

/** The largest picture that is taken, in bytes. */
export const LARGEST_PICTURE = 1024 * 1024;
const MOST_PIXELS = 25_000_000;
const LIMIT_SECONDS = 5;
const QUALITY = 90;

export interface Picture {
  /** WebP, without anything that came with the pixels. */
  bytes: Buffer;
  width: number;
  height: number;
}

/**
 * A picture somebody sent, drawn anew to fit a square of `edge` pixels: turned upright, one frame, no metadata.
 * Refused, as the form's `field`, unless it is a whole PNG, JPEG or WebP and nothing else beside.
 */
export async function redraw(sent: Uint8Array, edge: number, field: string): Promise<Picture> {
  const refused = (code: "picture.large" | "picture.type" | "picture.broken" | "picture.pixels"): Refused =>
    new Refused("form.invalid", { [field]: code });
  if (sent.length > LARGEST_PICTURE) throw refused("picture.large");
  const format = FORMATS.find(({ begins }) => begins(Buffer.from(sent)));
  if (!format) throw refused("picture.type");
  if (format.end(Buffer.from(sent)) !== sent.length) throw refused("picture.broken");
  const { default: sharp } = await import("sharp"); // loaded with the first picture: a start doesn't wait for it
  const picture = sharp(sent, { limitInputPixels: false, failOn: "warning" }).timeout({ seconds: LIMIT_SECONDS });
  const { width, height } = await picture.metadata().catch(() => {
    throw refused("picture.broken");
  });
  if (width * height > MOST_PIXELS) throw refused("picture.pixels");
  const drawn = picture.rotate().resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });
  const { data, info } = await drawn
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw refused("picture.broken");
    });
  return { bytes: data, width: info.width, height: info.height };
}

interface Format {
  begins(bytes: Buffer): boolean;
  /** Where the picture ends. A file that goes on is two files in one; a file that ends before was cut. */
  end(bytes: Buffer): number;
}

const PNG_START = Buffer.from("89504e470d0a1a0a", "hex");
const JPEG_START = Buffer.from("ffd8ff", "hex");
const JPEG_END = Buffer.from("ffd9", "hex");

const FORMATS: readonly Format[] = [
  { begins: (bytes) => bytes.subarray(0, 8).equals(PNG_START), end: pngEnd },
  {
    begins: (bytes) => bytes.subarray(0, 3).equals(JPEG_START),
    end: (bytes) => bytes.lastIndexOf(JPEG_END) + JPEG_END.length,
  },
  {
    begins: (bytes) => bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP",
    end: (bytes) => bytes.readUInt32LE(4) + 8,
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
