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

/** A day of the ledger as a date, `YYYY-MM-DD`. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

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

const SEASON = /^([12]\d{3})-Q([1-4])$/;

/** Whether a word of a URL names a season. */
export const isSeason = (text: string): boolean => SEASON.test(text);

const QUARTERS = ["spring", "summer", "autumn", "winter"] as const;

/** A season's year and quarter, for saying it. */
export function partsOf(season: string): { year: string; quarter: (typeof QUARTERS)[number] } {
  const [, year, number] = SEASON.exec(season) ?? [];
  const quarter = QUARTERS[Number(number) - 1];
  if (!year || !quarter) throw new Error(`${season} is no season`);
  return { year, quarter };
}

/** Days since 1970-01-01, the second no longer among them. */
export interface Days {
  from: number;
  to: number;
}

/** The days of a season. */
export function daysOfSeason(season: string): Days {
  const { year, quarter } = partsOf(season);
  const month = QUARTERS.indexOf(quarter) * 3;
  return { from: firstOf(year, month), to: firstOf(year, month + 3) };
}

/** The days of a year. */
export const daysOfYear = (year: string): Days => ({ from: firstOf(year, 0), to: firstOf(year, 12) });

const firstOf = (year: string, month: number): number => Date.UTC(Number(year), month) / DAY_MS;

/** The season behind one. */
export const nextSeason = (season: string): string => seasonOf(daysOfSeason(season).to);

/** Points lose half of what they say about somebody in so many days, in the ranking of all time. */
export const HALF_LIFE_DAYS = 180;

// 2024-10-04: numbers stay small for decades.
const BASE_DAY = 20_000;

/** 2^((day − 20,000) / 180): by it points of a day weigh against those of another. A score over it is what it says today. */
export const halfLifeOf = (day: number): number => 2 ** ((day - BASE_DAY) / HALF_LIFE_DAYS);
