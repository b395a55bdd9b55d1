import { pictureFormat } from "./picture-formats";
import { type RefusalCode, Refused } from "./refusals";

const MOST_PIXELS = 25_000_000;
// Of something that moves, in all its frames: it is longer in the drawing than a still of as many pixels.
const MOST_PIXELS_MOVING = 50_000_000;
const MOST_FRAMES = 200;
const LIMIT_SECONDS = 5;
const LIMIT_SECONDS_MOVING = 20;
const QUALITY = 90;
const QUALITY_MOVING = 75;

export interface Picture {
  /** WebP, without anything that came with the pixels. */
  bytes: Buffer;
  width: number;
  height: number;
}

interface Wanted {
  /** The form's field that a refusal stands beside. */
  field: string;
  /** It is made to fit a square of so many pixels. */
  edge: number;
  mostBytes: number;
  /** What is said when it has more. */
  large: RefusalCode;
  /** A GIF goes on moving; of everything else, and without this, the first frame is taken. */
  isMoving?: true;
}

/**
 * A picture somebody sent, drawn anew: turned upright, no metadata, WebP. Refused unless it is a whole PNG, JPEG, WebP
 * or GIF and nothing else beside. Refused by what its head says before anything of it is decoded.
 */
export async function redraw(sent: Uint8Array, wanted: Wanted): Promise<Picture> {
  const refused = (code: RefusalCode): Refused => new Refused("form.invalid", { [wanted.field]: code });
  if (sent.length > wanted.mostBytes) throw refused(wanted.large);
  const format = pictureFormat(Buffer.from(sent));
  if (!format) throw refused("picture.type");
  if (!format.isWhole) throw refused("picture.broken");
  try {
    return await inTurn(() => draw(sent, { ...wanted, isMoving: wanted.isMoving && format.name === "gif" }, refused));
  } catch (error) {
    throw error instanceof Refused ? error : refused("picture.broken");
  }
}

/** A smaller, still copy of a picture of ours. */
export async function shrink(bytes: Buffer, edge: number): Promise<Buffer> {
  const sharp = await loadSharp();
  return inTurn(() => sharp(bytes).resize(within(edge)).webp({ quality: QUALITY_MOVING }).toBuffer());
}

/** A drawing of our own as a PNG: nothing that somebody sent. */
export async function fromDrawing(svg: string): Promise<Buffer> {
  const sharp = await loadSharp();
  return inTurn(() => sharp(Buffer.from(svg)).png().toBuffer());
}

async function draw(
  sent: Uint8Array,
  { edge, isMoving = false }: { edge: number; isMoving: boolean | undefined },
  refused: (code: RefusalCode) => Refused,
): Promise<Picture> {
  const sharp = await loadSharp();
  const picture = sharp(sent, { limitInputPixels: false, failOn: "warning", animated: isMoving }).timeout({
    seconds: isMoving ? LIMIT_SECONDS_MOVING : LIMIT_SECONDS,
  });
  const { width, height, pages = 1, pageHeight = height } = await picture.metadata();
  if (isMoving && pages > MOST_FRAMES) throw refused("picture.frames");
  if (width * pageHeight > MOST_PIXELS) throw refused("picture.pixels");
  if (isMoving && width * pageHeight * pages > MOST_PIXELS_MOVING) throw refused("picture.frames");
  const { data, info } = await (isMoving ? picture : picture.rotate())
    .resize(within(edge))
    .webp(isMoving ? { quality: QUALITY_MOVING, effort: 2 } : { quality: QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: isMoving ? (info.pageHeight ?? info.height) : info.height };
}

const within = (edge: number) => ({ width: edge, height: edge, fit: "inside", withoutEnlargement: true }) as const;

// Loaded with the first picture: a start doesn't wait for it.
const loadSharp = async () => (await import("sharp")).default;

let last: Promise<unknown> = Promise.resolve();

// One at a time: a picture of 25 megapixels is a hundred megabytes while it is drawn.
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const run = last.then(work, work);
  last = run.catch(() => {});
  return run;
}
