import sharp from "sharp";

let colours = 0;

/** A picture that nobody of this file has sent yet, as a PNG. */
export const freshPicture = (width = 600, height = 400): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: { r: (++colours * 37) % 256, g: (colours * 91) % 256, b: 10 } },
  })
    .png()
    .toBuffer();
