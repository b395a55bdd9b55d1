/** The place of one among values, 1 for the greatest; ties share the better one. */
export const placeOf = (values: readonly number[], which: number): number =>
  1 + values.filter((value) => value > (values[which] ?? 0)).length;

/** Indexes of values, the greatest first. */
export const inOrder = (values: readonly number[]): number[] =>
  values.map((_, n) => n).sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0) || one - other);

/** Spearman's rank correlation (1904), equal values on the middle of their places. */
export function spearman(some: readonly number[], others: readonly number[]): number {
  const [one, other] = [middlePlaces(some), middlePlaces(others)];
  const mean = (some.length + 1) / 2;
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, place, n) => sum + (place - mean) * ((b[n] ?? 0) - mean), 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

function middlePlaces(values: readonly number[]): number[] {
  const alike = Map.groupBy(values, (value) => value);
  return values.map((value, n) => placeOf(values, n) + ((alike.get(value)?.length ?? 1) - 1) / 2);
}

/** How likely one of `good` is above one of `bad`, equal ones half: the area under the ROC curve (Mann and Whitney 1947). */
export function areaUnderCurve(good: Iterable<number>, bad: readonly number[]): number {
  const sorted = Float64Array.from(bad).sort();
  let [above, count] = [0, 0];
  for (const value of good) {
    const less = countUntil(sorted, (each) => each >= value);
    above += (less + countUntil(sorted, (each) => each > value)) / 2;
    count++;
  }
  return above / (count * sorted.length);
}

function countUntil(sorted: Float64Array, isEnd: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (isEnd(sorted[half] ?? 0)) high = half;
    else low = half + 1;
  }
  return low;
}
