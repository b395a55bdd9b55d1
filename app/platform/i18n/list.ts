import type { Locale } from "./locales";

const formats = new Map<Locale, Intl.ListFormat>();

function formatIn(locale: Locale): Intl.ListFormat {
  const format = formats.get(locale) ?? new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" });
  formats.set(locale, format);
  return format;
}

/** Several things in a row, as the language writes them: "甲、乙、丙", "one, two, three". */
export const listed = (things: readonly string[], locale: Locale): string => formatIn(locale).format(things);

/** What stands behind each of so many things when they are written in a row: nothing behind the last. */
export function marksBehind(count: number, locale: Locale): string[] {
  const parts = formatIn(locale).formatToParts(Array.from({ length: count }, () => "x"));
  return parts.flatMap(({ type }, n) => {
    const next = parts[n + 1];
    return type === "element" ? [next?.type === "literal" ? next.value : ""] : [];
  });
}
