import { join } from "node:path";
import sharp from "sharp";

let colours = 0;

/** A picture that nobody of this file has sent yet, as a PNG. */
export const freshPicture = (width = 600, height = 400): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: { r: (++colours * 37) % 256, g: (colours * 91) % 256, b: 10 } },
  })
    .png()
    .toBuffer();

/** A photograph as a telephone takes it: lying on its side, with the place where it was taken. Its path. */
export async function photograph(folder: string, name: string, background: string): Promise<string> {
  const path = join(folder, name);
  await sharp({ create: { width: 1600, height: 1200, channels: 3, background } })
    .withExif({ IFD0: { Copyright: "a secret name" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(path);
  return path;
}
