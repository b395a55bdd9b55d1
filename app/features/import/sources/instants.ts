import { instantOf } from "./instant";

/** Which comes first in a file's `03/04/2024`: found by a date that can only be read one way. */
export type DayOrder = "day first" | "month first" | null;

const PARTS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[,T ]+(.+))?$/;
const YEAR_FIRST = /^(\d{4})([/.-]|年)(\d{1,2})(?:[/.-]|月)(\d{1,2})日?(?:[,T ]+:?(.+))?$/;
const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d|UTC)?$/i;
const SECONDS = /^\d{9,10}$/;
const MILLISECONDS = /^\d{12,13}$/;

/** The order of day and month in these dates; null where none of them tells, or they tell different things. */
export function dayOrderOf(dates: Iterable<string>): DayOrder {
  let [dayFirst, monthFirst] = [false, false];
  for (const text of dates) {
    const [, first = "0", , second = "0"] = PARTS.exec(text.trim()) ?? [];
    if (Number(first) > 12) dayFirst = true;
    if (Number(second) > 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst ? "day first" : "month first";
}

/**
 * UTC milliseconds of a date as tables write it: ISO 8601, `2016/01/22T:13:06:40`, `22.01.2016`, `2016年1月22日`, seconds or
 * milliseconds since 1970; `22/01/2016` where the file tells which comes first. NaN for anything else.
 */
export function tableInstant(text: string, order: DayOrder): number {
  const written = text.trim();
  if (SECONDS.test(written)) return Number(written) * 1000;
  if (MILLISECONDS.test(written)) return Number(written);
  const iso = instantOf(written);
  if (!Number.isNaN(iso)) return iso;
  const [, year, , month = "", day = "", time] = YEAR_FIRST.exec(written) ?? [];
  if (year) return instantFrom(year, month, day, time);
  const [, first = "", mark, second = "", lastYear = "", lastTime] = PARTS.exec(written) ?? [];
  const isDayFirst = mark === "." || Number(first) > 12 || order === "day first";
  const isMonthFirst = Number(second) > 12 || order === "month first";
  if (isDayFirst === isMonthFirst) return Number.NaN;
  return isDayFirst ? instantFrom(lastYear, second, first, lastTime) : instantFrom(lastYear, first, second, lastTime);
}

function instantFrom(year: string, month: string, day: string, time = "00:00"): number {
  const [, hour, minute, second = "00", zone = "Z"] = TIME.exec(time.trim()) ?? [];
  if (hour === undefined) return Number.NaN;
  const two = (part: string): string => part.padStart(2, "0");
  return instantOf(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zone.toUpperCase() === "UTC" ? "Z" : zone}`,
  );
}
