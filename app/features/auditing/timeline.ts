import { dateOf, startOfDay } from "~/platform/i18n/date";

/** Votes of some time. */
export interface Bar {
  at: number;
  votes: number;
  suspicious: number;
}

export interface Timeline {
  bars: Bar[];
  /** How long each bar is, milliseconds. */
  each: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_BARS = 96;
const LENGTHS = [HOUR, DAY, 7 * DAY, 28 * DAY, 364 * DAY];

/**
 * When an idea's votes came, an hour or a day or more a bar, so that all of it is seen at once. Days are those of a time zone;
 * where its clocks change, later ones begin an hour off.
 */
export function timelineOf(votes: ReadonlyArray<{ at: number; isSuspicious: boolean }>, timeZone: string): Timeline {
  const times = votes.map(({ at }) => at);
  const [first, last] = [times.reduce((a, b) => Math.min(a, b), Infinity), times.reduce((a, b) => Math.max(a, b), 0)];
  if (!votes.length) return { bars: [], each: HOUR };
  const each = LENGTHS.find((length) => (last - first) / length < MOST_BARS) ?? 364 * DAY;
  const midnight = startOfDay(dateOf(first, timeZone), timeZone);
  const begin = midnight + Math.floor((first - midnight) / each) * each;
  const bars = Array.from(
    { length: Math.floor((last - begin) / each) + 1 },
    (_, n): Bar => ({ at: begin + n * each, votes: 0, suspicious: 0 }),
  );
  for (const { at, isSuspicious } of votes) {
    const bar = bars[Math.floor((at - begin) / each)];
    if (!bar) continue;
    bar.votes++;
    if (isSuspicious) bar.suspicious++;
  }
  return { bars, each };
}
