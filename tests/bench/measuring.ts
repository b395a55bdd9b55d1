import { cpuOf } from "./cpu";
import { type Answer, type Asked, load } from "./load";

/** What is measured: who works, who is asked, and how. */
export interface Work {
  port: number;
  /** The processes whose time counts, with all they started. */
  pids: readonly number[];
  /** Milliseconds of CPU a second that they use when nobody asks. */
  idle: number;
  connections: number;
  /** The next so many questions. */
  next(count: number): Asked[];
  /** Whether an answer is what was asked for. */
  isRight(answer: Answer): boolean;
  /** Waits until what the answers left behind is done; its time counts, too. */
  settled?(): Promise<void>;
  repetitions?: number;
  /** Questions a repetition, where there are only so many. */
  most?: number;
}

export interface Cost {
  /** CPU per request: the median, and the least and most of the repetitions. */
  milliseconds: number;
  least: number;
  greatest: number;
  requests: number;
  wrong: number;
  /** Of one request, by the clock on the wall. */
  p50: number;
  p99: number;
  /** By the clock on the wall. */
  perSecond: number;
  /** How much of a core asking took. */
  generator: number;
}

/** Only to see whether everything still runs: the numbers mean nothing, and are not kept. */
const isQuick = process.env.CANYU_BENCH_QUICK === "1";
/** A repetition should take the server that long, so that ticks of 10 ms don't matter. */
const REPETITION_MS = isQuick ? 150 : 1_200;
const WARM_UP_MS = isQuick ? 100 : 2_000;
const REPETITIONS = isQuick ? 1 : 5;
const FEWEST = 20;
const MOST = 20_000;

/** What one request costs: warmed up, then measured several times. */
export async function costOf(work: Work): Promise<Cost> {
  const estimate = await warmUp(work);
  const count = Math.round(Math.min(work.most ?? MOST, MOST, Math.max(FEWEST, REPETITION_MS / estimate)));
  const all: Repetition[] = [];
  for (let n = 0; n < Math.min(work.repetitions ?? REPETITIONS, REPETITIONS); n++) all.push(await repeat(work, count));
  const costs = sorted(all.map(({ milliseconds }) => milliseconds));
  return {
    ...{ milliseconds: middle(costs), least: costs[0] ?? 0, greatest: costs.at(-1) ?? 0 },
    ...{ requests: count * all.length, wrong: all.reduce((sum, { wrong }) => sum + wrong, 0) },
    p50: middle(sorted(all.map((one) => at(one.waits, 0.5)))),
    p99: middle(sorted(all.map((one) => at(one.waits, 0.99)))),
    perSecond: middle(sorted(all.map(({ seconds }) => count / seconds))),
    generator: middle(sorted(all.map(({ generator }) => generator))),
  };
}

interface Repetition {
  milliseconds: number;
  wrong: number;
  waits: number[];
  seconds: number;
  generator: number;
}

async function repeat(work: Work, count: number): Promise<Repetition> {
  const asked = work.next(count);
  const [before, own, start] = [cpuOf(work.pids), process.cpuUsage(), performance.now()];
  let wrong = 0;
  const { seconds, milliseconds } = await load(work.port, work.connections, asked, (answer) => {
    if (!work.isRight(answer)) wrong++;
  });
  const { user, system } = process.cpuUsage(own);
  await work.settled?.();
  const whole = (performance.now() - start) / 1_000;
  const used = cpuOf(work.pids) - before - work.idle * whole;
  return {
    ...{ milliseconds: used / asked.length, wrong, waits: milliseconds, seconds },
    generator: (user + system) / 1e6 / seconds,
  };
}

/** Until the code is hot; about what one request costs. */
async function warmUp(work: Work): Promise<number> {
  const end = performance.now() + WARM_UP_MS;
  let cost = 1;
  for (let count = FEWEST; performance.now() < end; count = Math.min(count * 2, work.most ?? 1_000, 1_000))
    cost = (await repeat(work, count)).milliseconds;
  return Math.max(cost, 0.02);
}

export const sorted = (values: readonly number[]): number[] => [...values].sort((one, other) => one - other);
/** Of sorted values. */
export const at = (values: readonly number[], share: number): number =>
  values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
export const middle = (values: readonly number[]): number => at(values, 0.5);

export const repeated =
  (one: Asked): Work["next"] =>
  (count) =>
    Array.from({ length: count }, () => one);

/** One after the other, and from the beginning again. */
export function inTurn(all: readonly Asked[]): Work["next"] {
  let n = 0;
  return (count) => Array.from({ length: count }, () => all[n++ % all.length] ?? { path: "/" });
}
