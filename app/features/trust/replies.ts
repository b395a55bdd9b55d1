const DAYS_EACH_WAY = 3;
const WITHIN_DAYS = 90;

/** The shortest reply that ties, as people read it. */
export const SHORTEST_REPLY = 20;

/**
 * The latest day on which two people were tied by their replies: within the ninety days up to it, each had answered the
 * other on three different ones. Null when there is none. Days since 1970-01-01, in any order.
 */
export function tiedOn(there: Iterable<number>, back: Iterable<number>): number | null {
  const [ours, theirs] = [newestFirst(there), newestFirst(back)];
  const ends = newestFirst([...ours, ...theirs]);
  const isEnd = (day: number): boolean => [ours, theirs].every((days) => daysUpTo(days, day) >= DAYS_EACH_WAY);
  return ends.find(isEnd) ?? null;
}

const newestFirst = (days: Iterable<number>): number[] => [...new Set(days)].sort((one, other) => other - one);

const daysUpTo = (days: readonly number[], last: number): number =>
  days.filter((day) => day <= last && day > last - WITHIN_DAYS).length;

const YEAR_MS = 365 * 86_400_000;

/** Of several thanks between two people, which tie them: one a year. Times in UTC milliseconds. */
export function countedThanks<One extends { at: number; subject: string }>(thanks: readonly One[]): Set<One> {
  const inOrder = [...thanks].sort((one, other) => one.at - other.at || (one.subject < other.subject ? -1 : 1));
  const counted = new Set<One>();
  let last = Number.NEGATIVE_INFINITY;
  for (const one of inOrder) {
    if (one.at - last < YEAR_MS) continue;
    counted.add(one);
    last = one.at;
  }
  return counted;
}
