import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Found, Row } from "./figure";
import type { Engine } from "./places";

const file = join(process.env.CANYU_ROOT ?? process.cwd(), "tests/bench/trends.csv");
const HEAD = "date,commit,engine,row,value,unit,r\n";

/** Below this nobody knows whether it is the program or the machine. */
const NOISE = 0.15;

/** What a former run measured of a row. */
interface Former {
  value: number;
  r: number;
}

/** The latest line of each row and engine. */
export function formerRuns(): Map<string, Former> {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").slice(1) : [];
  return new Map(
    lines.map((line) => {
      const [, , engine, row, value, , r] = line.split(",");
      return [`${engine} ${row}`, { value: Number(value), r: Number(r) }];
    }),
  );
}

/** Keeps a line of what was measured. */
export function addTrend(engine: Engine, { id, found }: Row, { commit, date }: { commit: string; date: string }): void {
  if (found.value === null) return;
  if (!existsSync(file)) writeFileSync(file, HEAD);
  const numbers = [found.value.toPrecision(4), found.unit, found.r?.toPrecision(4) ?? ""];
  appendFileSync(file, `${[date, commit, engine, id, ...numbers].join(",")}\n`);
}

// Where more is better: votes a second, a score, a share, a speed-up.
const BETTER_WHEN_MORE = /^≥/;

/** How it differs from the last run beyond noise, in words; empty when it doesn't. R is divided out where there is one. */
export function difference({ bar, found }: Row, former: Former | undefined): string {
  if (!former || found.value === null || former.value === 0) return "";
  const now = found.r && former.r ? found.value / found.r : found.value;
  const then = found.r && former.r ? former.value / former.r : former.value;
  const change = now / then - 1;
  if (Math.abs(change) <= Math.max(NOISE, noiseOf(found))) return "";
  const isWorse = BETTER_WHEN_MORE.test(bar) ? change < 0 : change > 0;
  return `${isWorse ? "worse" : "better"} than the last run by ${Math.round(100 * Math.abs(change))} %`;
}

const noiseOf = ({ spread, value }: Found): number => (spread && value ? (spread[1] - spread[0]) / value : 0);
