import type { Sample } from "./metrics.server";

interface Kept {
  labels: Readonly<Record<string, string>>;
  /** How many fell into each bucket alone, the last one beyond the greatest bound. */
  counts: number[];
  sum: number;
}

/** How numbers spread, by labels: a histogram as Prometheus reads it. `bounds` grow. */
export class Spread {
  #kept = new Map<string, Kept>();

  constructor(readonly bounds: readonly number[]) {}

  add(labels: Readonly<Record<string, string>>, value: number): void {
    const key = Object.values(labels).join("\n");
    const known = this.#kept.get(key) ?? { labels, counts: Array(this.bounds.length + 1).fill(0), sum: 0 };
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    const at = bucket < 0 ? this.bounds.length : bucket;
    known.counts[at] = (known.counts[at] ?? 0) + 1;
    known.sum += value;
    this.#kept.set(key, known);
  }

  samples(): Sample[] {
    return [...this.#kept.values()].flatMap((kept) => this.#samplesOf(kept));
  }

  // Prometheus' buckets hold everything up to their bound.
  #samplesOf({ labels, counts, sum }: Kept): Sample[] {
    let below = 0;
    const buckets = counts.map((count, n): Sample => {
      below += count;
      return { suffix: "_bucket", labels: { ...labels, le: String(this.bounds[n] ?? "+Inf") }, value: below };
    });
    return [...buckets, { suffix: "_sum", labels, value: sum }, { suffix: "_count", labels, value: below }];
  }
}
