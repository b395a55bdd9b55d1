import { encode } from "uqr";

/** A QR code as one path on a square of `size` modules, light border included. */
export interface Qr {
  size: number;
  path: string;
}

/** The QR code of a text, with the medium level of error correction (ISO/IEC 18004). */
export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join("") };
}
