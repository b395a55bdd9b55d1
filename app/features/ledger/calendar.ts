const DAY_MS = 86_400_000;
// 1970-01-01 was a Thursday.
const MONDAY_SHIFT = 3;
const DAYS_A_WEEK = 7;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, made);
  return made;
}

/** Which day it is there, in days since 1970-01-01. `at` in UTC milliseconds, `timeZone` of IANA. */
export function dayIn(timeZone: string, at: number): number {
  if (timeZone === "UTC") return Math.floor(at / DAY_MS);
  return Math.floor(Date.parse(`${formatIn(timeZone).format(at)}T00:00:00Z`) / DAY_MS);
}

/** The Monday of a day's week, in days since 1970-01-01. */
export const weekOf = (day: number): number =>
  day - ((((day + MONDAY_SHIFT) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK);

/** The season a day belongs to: its calendar quarter, `2026-Q4`. */
export function seasonOf(day: number): string {
  const date = new Date(day * DAY_MS);
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}

/** What sums are kept for: all time, the day's year and its season. */
export const periodsOf = (day: number): [string, string, string] => {
  const season = seasonOf(day);
  return ["all", season.slice(0, 4), season];
};

const SEASON = /^(\d{4})-Q([1-4])$/;

/** A season's first day and the first behind it, in days since 1970-01-01; null for what is no season. */
export function daysOfSeason(season: string): { from: number; to: number } | null {
  const [, year, quarter] = SEASON.exec(season) ?? [];
  if (!year || !quarter) return null;
  const month = (Number(quarter) - 1) * 3;
  return { from: Date.UTC(Number(year), month) / DAY_MS, to: Date.UTC(Number(year), month + 3) / DAY_MS };
}

/** Points lose half of what they say about somebody in so many days, in the ranking of all time. */
export const HALF_LIFE_DAYS = 180;

// 2024-10-04: numbers stay small for decades.
const BASE_DAY = 20_000;

/** 2^((day − 20,000) / 180): by it points of a day weigh against those of another. A score over it is what it says today. */
export const halfLifeOf = (day: number): number => 2 ** ((day - BASE_DAY) / HALF_LIFE_DAYS);
