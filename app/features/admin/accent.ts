/** sRGB, 0–255 each. */
type Rgb = readonly [red: number, green: number, blue: number];

/** A colour in light and in dark. */
interface Pair {
  light: string;
  dark: string;
}

/** What an accent becomes: the tokens of tokens.css that begin with `brand`, and `on-brand`. */
interface Shades {
  brand: string;
  onBrand: string;
  /** Text and links. */
  brandInk: Pair;
  /** Behind text. */
  brandSoft: Pair;
  /** Where only its edge or its shape says that something is there. */
  brandEdge: Pair;
}

// WCAG 2.2: 1.4.3 for text, 1.4.11 for what is no text.
const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;

const BLACK = "#000000";
const WHITE = "#ffffff";
const DARK_INK = "#1d1813";
// What text of this colour stands on: paper, card and the darker line of tokens.css. A test holds the two together.
const GROUNDS = { light: ["#fffaf5", "#ffffff", "#f4ece3"], dark: ["#17130f", "#211b16", "#2d251e"] };
const CARD = { light: "#ffffff", dark: "#211b16" };
const SOFT_SHARE = 0.11;

/** `#rrggbb` in lower case of what a person wrote: `#F60`, `ff6600`; null when that is no colour. */
export function normalAccent(text: string): string | null {
  const [, digits = ""] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  if (!digits) return null;
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${six.toLowerCase()}`;
}

/** Contrast ratio of two colours, 1–21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The shades of an accent, so that every text keeps WCAG AA, whatever the accent. */
export function shadesOf(accent: string): Shades {
  const brandSoft = { light: mixed(CARD.light, accent, SOFT_SHARE), dark: mixed(CARD.dark, accent, SOFT_SHARE) };
  return {
    brand: accent,
    onBrand: inkOn(accent),
    brandSoft,
    brandInk: {
      light: readable(accent, BLACK, [...GROUNDS.light, brandSoft.light], TEXT_CONTRAST),
      dark: readable(accent, WHITE, [...GROUNDS.dark, brandSoft.dark], TEXT_CONTRAST),
    },
    brandEdge: {
      light: readable(accent, BLACK, GROUNDS.light, SHAPE_CONTRAST),
      dark: readable(accent, WHITE, GROUNDS.dark, SHAPE_CONTRAST),
    },
  };
}

/** The style sheet that puts an accent in the place of the orange. In no layer, so that it wins whatever comes first. */
export function accentSheet(accent: string): string {
  const { brand, onBrand, brandInk, brandSoft, brandEdge } = shadesOf(accent);
  const both = ({ light, dark }: Pair): string => `light-dark(${light},${dark})`;
  return `:root{--brand:${brand};--on-brand:${onBrand};--brand-ink:${both(brandInk)};--brand-soft:${both(brandSoft)};--brand-edge:${both(brandEdge)}}\n`;
}

// The dark ink of tokens.css or white, whichever is read more easily. Between the two, on a few middling colours,
// neither is readable enough, and black is.
function inkOn(accent: string): string {
  const [best = BLACK] = [DARK_INK, WHITE].sort((a, b) => contrast(b, accent) - contrast(a, accent));
  return contrast(best, accent) >= TEXT_CONTRAST ? best : BLACK;
}

// The accent, mixed with as little of `pole` as makes it readable on every ground.
function readable(accent: string, pole: string, grounds: readonly string[], ratio: number): string {
  for (let share = 0; share < 100; share++) {
    const shade = mixed(accent, pole, share / 100);
    if (grounds.every((ground) => contrast(shade, ground) >= ratio)) return shade;
  }
  return pole;
}

function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgbOf(from), rgbOf(to)];
  const channel = (n: 0 | 1 | 2): string =>
    Math.round(a[n] * (1 - share) + b[n] * share)
      .toString(16)
      .padStart(2, "0");
  return `#${channel(0)}${channel(1)}${channel(2)}`;
}

function rgbOf(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

// WCAG 2.2, "relative luminance", 0–1.
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb;
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
