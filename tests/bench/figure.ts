import type { Bench } from "./bench-place";

/** What a figure says of one engine. */
export interface Found {
  /** Null: not measurable here; the note says why. */
  value: number | null;
  unit: string;
  /** Whether the bar is kept; null where there is none, or nothing was measured. */
  holds: boolean | null;
  /** CPU per request of a bare node:http in the same minute, in milliseconds; absent where nothing is compared with it. */
  r?: number;
  /** The least and most of the repetitions; absent where there was one. */
  spread?: readonly [number, number];
  /** Percentiles, and whatever a reader must know. */
  note: string;
  /** Where the time went, Markdown; only when it was asked for. */
  profile?: string;
}

/** One line of the table. */
export interface Row {
  /** Names the line for ever: trends go by it. */
  id: string;
  what: string;
  bar: string;
  found: Found;
}

/** What `npm run bench -- <name>` asks for. */
export interface Figure {
  name: string;
  /** Only on one engine; absent: on both. */
  only?: "sqlite" | "postgres";
  /** Runs only when it is named: it takes minutes, or real data that not everybody has. */
  isExtra?: true;
  measure(bench: Bench): Promise<Row[]>;
}

/** What limits.md's milliseconds are in R: 0.10 ms are 2.3 R there, 5 ms are 115 R. Ratios bind. */
const R_OF_THE_BARS_MS = 0.0435;

export const barOf = (milliseconds: number): string =>
  `≤ ${milliseconds} ms (${rounded(milliseconds / R_OF_THE_BARS_MS)} R)`;

export const keeps = (value: number, r: number, milliseconds: number): boolean =>
  value / r <= milliseconds / R_OF_THE_BARS_MS;

/** Two digits that say something. */
export const rounded = (value: number): string =>
  Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 10
      ? value.toFixed(1)
      : value.toFixed(value < 0.1 ? 3 : 2);

export const notMeasurable = (unit: string, why: string): Found => ({ value: null, unit, holds: null, note: why });
