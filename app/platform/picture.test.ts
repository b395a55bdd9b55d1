import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { redraw, shrink } from "./picture.server";
import type { RefusalCode } from "./refusals";

const MEGABYTE = 1024 * 1024;
const wanted = { field: "f", edge: 200, mostBytes: 10 * MEGABYTE, large: "picture.large", isMoving: true } as const;
const draw = (sent: Uint8Array) => redraw(sent, wanted);
const whyNot = (sent: Uint8Array): Promise<RefusalCode | null> =>
  draw(sent).then(
    () => null,
    ({ fields }) => fields.f,
  );

const blank = (width: number, height: number, background = "#ff6900") =>
  sharp({ create: { width, height, channels: 3, background } });
/** The upper half red, the lower blue. */
const twoHalves = (width: number, height: number) =>
  blank(width, height, "#0000ff").composite([
    { input: { create: { width, height: height / 2, channels: 3, background: "#ff0000" } }, top: 0, left: 0 },
  ]);
const moving = (width: number, height: number, frames: number) =>
  sharp(Buffer.concat(Array.from({ length: frames }, (_, n) => Buffer.alloc(width * height * 3, (n * 37) % 256))), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
  }).gif({ delay: Array.from({ length: frames }, () => 50) });

/** A PNG that says it is so large, in a few bytes. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const named = Buffer.concat([Buffer.from(name), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0], 8);
  const start = Buffer.from("89504e470d0a1a0a", "hex");
  const pixels = deflateSync(Buffer.alloc(4 * MEGABYTE));
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** A GIF that says it is so large, with so many frames of one dot. */
function film(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const dot = Buffer.from("2c00000000010001000002024401003b".slice(0, 30), "hex");
  return Buffer.concat([head, ...Array.from({ length: frames }, () => dot), Buffer.from(";")]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let n = 0; n < 8; n++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

describe("a picture somebody sends", () => {
  test("from a telephone is turned upright, and loses where and when it was taken", async () => {
    const sent = await twoHalves(400, 300)
      .withExif({
        IFD0: { Make: "Telephone", Copyright: "a secret name" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 3230/100", GPSLongitude: "0/1 7/1 4366/100" },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(sent).metadata()).exif?.includes("a secret name")).toBe(true);
    const { bytes, width, height } = await draw(sent);
    expect([width, height]).toEqual([150, 200]);
    const { format, exif, xmp, iptc, orientation } = await sharp(bytes).metadata();
    expect({ format, exif, xmp, iptc, orientation }).toEqual({ format: "webp" });
    expect(bytes.includes("secret")).toBe(false);
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const red = (x: number): number => data[(100 * info.width + x) * info.channels] ?? 0;
    expect(red(145)).toBeGreaterThan(200); // what was above is now on the right
    expect(red(5)).toBeLessThan(60);
  });

  test("that moves goes on moving, at its pace; its small copy stands still", async () => {
    const { bytes, width, height } = await draw(await moving(400, 100, 5).toBuffer());
    expect([width, height]).toEqual([200, 50]);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", pages: 5, delay: [50, 50, 50, 50, 50] });
    expect((await sharp(await shrink(bytes, 100)).metadata()).pages).toBeUndefined();
    const webp = await sharp(await moving(40, 10, 5).toBuffer(), { animated: true })
      .webp()
      .toBuffer();
    expect((await sharp((await draw(webp)).bytes).metadata()).pages).toBeUndefined(); // only a GIF does
  });

  test("may carry what telephones put behind a photograph: none of it is kept", async () => {
    const jpeg = await twoHalves(64, 64).jpeg({ progressive: true }).toBuffer();
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypmp42 and so on \u00ff\u00d9", "latin1")]);
    const samsung = Buffer.concat([Buffer.from("Image_UTC_Data1600000000000"), Buffer.from("SEFT")]);
    for (const tail of [jpeg, film, samsung, Buffer.alloc(300)]) {
      const { bytes } = await draw(Buffer.concat([jpeg, tail]));
      expect(bytes.equals((await draw(jpeg)).bytes)).toBe(true);
    }
  });

  test("drawn twice is the same file", async () => {
    const sent = await twoHalves(640, 480).png().toBuffer();
    expect((await draw(sent)).bytes.equals((await draw(sent)).bytes)).toBe(true);
  });
});

describe("what is no whole picture, or too much of one", () => {
  test("is refused, each with its reason", async () => {
    const png = await twoHalves(400, 400).png({ compressionLevel: 0 }).toBuffer();
    const jpeg = await twoHalves(400, 400).jpeg().toBuffer();
    const webp = await twoHalves(400, 400).webp().toBuffer();
    const gif = await moving(40, 40, 3).toBuffer();
    const page = Buffer.from("<script>alert(1)</script>");
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const wrong: Array<[string, Buffer, RefusalCode]> = [
      ["an SVG", svg, "picture.type"],
      ["an SVG with a head", Buffer.concat([Buffer.from('<?xml version="1.0"?>\n'), svg]), "picture.type"],
      ["a page", page, "picture.type"],
      ["nothing", Buffer.alloc(0), "picture.type"],
      ["a TIFF", await blank(9, 9).tiff().toBuffer(), "picture.type"],
      ["a HEIC", Buffer.from("\0\0\0\u0018ftypheic", "latin1"), "picture.type"],
      ...[png, jpeg, webp, gif].flatMap(
        (whole): Array<[string, Buffer, RefusalCode]> => [
          ["cut off", whole.subarray(0, whole.length / 2), "picture.broken"],
          ["cut off at its very end", whole.subarray(0, -3), "picture.broken"],
          ["only its head", whole.subarray(0, 12), "picture.broken"],
          ["with a page behind", Buffer.concat([whole, page]), "picture.broken"],
          ["with an archive behind", Buffer.concat([whole, Buffer.from("PK\u0003\u0004")]), "picture.broken"],
          ["that is a page", Buffer.concat([whole.subarray(0, 12), page]), "picture.broken"],
        ],
      ),
      ["a JPEG cut and closed", Buffer.concat([jpeg.subarray(0, 300), Buffer.from("ffd9", "hex")]), "picture.broken"],
      ["too many bytes", Buffer.concat([png, Buffer.alloc(10 * MEGABYTE)]), "picture.large"],
      ["too many pixels", await blank(5_001, 5_000).png().toBuffer(), "picture.pixels"],
      ["a bomb", bomb(30_000, 30_000), "picture.pixels"],
      ["a film", film(8, 8, 201), "picture.frames"],
      ["a large film", film(1_000, 1_000, 51), "picture.frames"],
    ];
    for (const [what, bytes, code] of wrong) expect([what, await whyNot(bytes)]).toEqual([what, code]);
  });

  test("never breaks anything, whatever its bytes are", async () => {
    const whole = await Promise.all([
      twoHalves(40, 40).png().toBuffer(),
      twoHalves(40, 40).jpeg().toBuffer(),
      twoHalves(40, 40).webp().toBuffer(),
      moving(20, 20, 3).toBuffer(),
    ]);
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % below;
    };
    for (let n = 0; n < 300; n++) {
      const start = whole[n % 4] ?? Buffer.alloc(0);
      const bytes = n % 3 ? Buffer.from(start) : Buffer.from(Array.from({ length: random(400) }, () => random(256)));
      if (n % 3 === 0) bytes.set(start.subarray(0, Math.min(12, bytes.length)));
      for (let m = 0; n % 3 && m < 1 + random(8); m++) bytes[random(bytes.length)] = random(256);
      expect([null, "picture.broken", "picture.type", "picture.pixels", "picture.frames"]).toContain(
        await whyNot(bytes),
      );
    }
  });
});
