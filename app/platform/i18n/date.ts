import type { Locale } from "./locales";

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const STEPS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ["minute", 60 * SECOND],
  ["hour", 3_600 * SECOND],
  ["day", DAY],
];
const LONGEST_AGO = 30 * DAY;

const made = new Map<string, Intl.DateTimeFormat>();
const agos = new Map<Locale, Intl.RelativeTimeFormat>();

/** "3 days ago" from a minute to a month, the day after that. `at` and `now` in UTC milliseconds. */
export function timeAgo(at: number, now: number, locale: Locale, timeZone: string): string {
  const age = Math.max(now - at, 0);
  if (age >= LONGEST_AGO) return day(at, locale, timeZone, now);
  const [unit, length] = STEPS.findLast(([, ms]) => age >= ms) ?? ["second", age + 1];
  const ago = agos.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  agos.set(locale, ago);
  return ago.format(-Math.floor(age / length), unit);
}

/** From when on a moment reads differently than at `now`; a day by its date does at another midnight. UTC milliseconds. */
export function agoUntil(at: number, now: number): number {
  const age = now - at;
  const [, length] = STEPS.findLast(([, ms]) => age >= ms) ?? ["minute", STEPS[0]?.[1] ?? 0];
  return at + (Math.floor(Math.max(age, 0) / length) + 1) * length;
}

const midnights = new Map<string, number>();

/** The next midnight of a time zone. UTC milliseconds. */
export function nextMidnight(now: number, timeZone: string): number {
  const known = midnights.get(timeZone) ?? 0;
  if (known > now && known - now <= DAY) return known; // finding it takes as long as a small page
  const next = startOfDay(new Date(dayOf(now, timeZone) + DAY).toISOString().slice(0, 10), timeZone);
  midnights.set(timeZone, next);
  return next;
}

/** The day, with its year when that is another than `now`'s. */
export function day(at: number, locale: Locale, timeZone: string, now: number): string {
  const year = formatter(locale, timeZone, "year");
  const isThisYear = year.format(at) === year.format(now);
  return formatter(locale, timeZone, isThisYear ? "day" : "day and year").format(at);
}

/** How many midnights of a time zone lie between two moments, UTC milliseconds: from Monday night to Tuesday morning is one day. */
export const daysBetween = (from: number, to: number, timeZone: string): number =>
  Math.round((dayOf(to, timeZone) - dayOf(from, timeZone)) / DAY);

/** A moment's day, `YYYY-MM-DD`, in a time zone: the Swedish write dates as ISO 8601 does. */
export const dateOf = (at: number, timeZone: string): string => formatter("sv", timeZone, "date").format(at);

// That day's midnight, as if it were in UTC.
const dayOf = (at: number, timeZone: string): number => Date.parse(dateOf(at, timeZone));

const HOUR = 3_600 * SECOND;

/** When a day (`YYYY-MM-DD`) begins in a time zone, UTC milliseconds. */
export function startOfDay(date: string, timeZone: string): number {
  const wanted = Date.parse(date);
  // Zones are up to 14 hours ahead and 12 behind. Halved rather than reckoned: some change their clocks at midnight.
  let [before, start] = [wanted - 15 * HOUR, wanted + 13 * HOUR];
  while (start - before > 1) {
    const middle = Math.floor((before + start) / 2);
    if (dayOf(middle, timeZone) < wanted) before = middle;
    else start = middle;
  }
  return start;
}

/** Day and time to the minute. */
export const moment = (at: number, locale: Locale, timeZone: string): string =>
  formatter(locale, timeZone, "moment").format(at);

/** The time of day to the minute, for what is from just now. */
export const timeOfDay = (at: number, locale: Locale, timeZone: string): string =>
  formatter(locale, timeZone, "time").format(at);

type Shape = "year" | "day" | "day and year" | "date" | "moment" | "time";
const SHAPES: Record<Shape, Intl.DateTimeFormatOptions> = {
  year: { year: "numeric" },
  day: { month: "long", day: "numeric" },
  "day and year": { year: "numeric", month: "long", day: "numeric" },
  date: { year: "numeric", month: "2-digit", day: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  moment: { dateStyle: "long", timeStyle: "short" },
};

function formatter(locale: Locale | "sv", timeZone: string, shape: Shape): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${shape}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...SHAPES[shape], timeZone });
  made.set(key, known);
  return known;
}
