// Runs in a worker thread: weighing a large community takes seconds, in which nobody else would be answered.
import { parentPort, workerData } from "node:worker_threads";
import { type Loss, lossesOf } from "./leave-one-out.ts";
import { tiesOf } from "./ties.ts";
import { type Graph, type Options, type Seeds, type Weighed, weighTies } from "./weighing.ts";

/** What the worker is given, and begins with. */
export interface Asked {
  graph: Graph;
  seeds: Seeds;
  options: Options;
  /** Whose losses are to be told: each idea's voters; absent: of none, which spares most of the work. */
  ideas?: readonly Int32Array[];
  lambda?: number;
}

/** What it answers, once, and ends. */
export interface Answered {
  weighed: Weighed;
  /** Null where nobody asked, or there are fewer than 8 seeds. */
  losses: Loss[] | null;
}

function answer({ graph, seeds, options, ideas, lambda }: Asked): Answered {
  const ties = tiesOf(graph);
  const weighed = weighTies(ties, seeds, options);
  return { weighed, losses: ideas ? lossesOf(ties, { seeds, ideas, weighed, lambda }) : null };
}

const answered = answer(workerData);
const { p, degree, q, g } = answered.weighed;
const buffers = [p, degree, q, g].map(({ buffer }) => buffer);
parentPort?.postMessage(
  answered,
  buffers.filter((buffer) => buffer instanceof ArrayBuffer),
);
