import type { Locale } from "~/platform/i18n/locales";

const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** Bytes as people read them: `1.2 GB`. */
export function bytesText(bytes: number, locale: Locale): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  return `${numberText(bytes / 1024 ** step, locale)} ${UNITS[step]}`;
}

/** A time that something takes: `40 ms`, `1.2 s`. */
export const tookText = (ms: number, locale: Locale): string =>
  ms < 1_000 ? `${numberText(Math.round(ms), locale)} ms` : `${numberText(ms / 1_000, locale)} s`;

const numberText = (value: number, locale: Locale): string =>
  value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 });
