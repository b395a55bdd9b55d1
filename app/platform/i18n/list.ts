import type { Locale } from "./locales";

const formats = new Map<Locale, Intl.ListFormat>();

/** Several things in a row, as the language writes them: "甲、乙、丙", "one, two, three". */
export function listed(things: readonly string[], locale: Locale): string {
  const format = formats.get(locale) ?? new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" });
  formats.set(locale, format);
  return format.format(things);
}
