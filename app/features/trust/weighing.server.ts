import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { LeaveOneOut, Loss } from "./graph/leave-one-out";
import type { Graph, Options, Seeds, Weighed } from "./graph/weighing";
import type { Answered, Asked } from "./graph/weighing-worker";

/** Why there are no weights: what the worker threw, or that it took too long. */
export class WeighingFailed extends Error {}

const LIMIT_MS = 5 * 60_000;
const workerFile = createRequire(import.meta.url).resolve("#weighing-worker");

/**
 * `weigh`, in a thread of its own, which ends with it. The graph's arrays are handed over: they are empty afterwards, and
 * whoever needs them keeps a copy. Throws WeighingFailed for ties or seeds that are none, or after `limitMs`.
 */
export async function weighApart(
  graph: Graph,
  seeds: Seeds,
  { limitMs = LIMIT_MS, ...options }: Options & { limitMs?: number } = {},
): Promise<Weighed> {
  return (await askWorker({ graph, seeds, options }, limitMs)).weighed;
}

/** The same with what each idea's votes lose without one seed (`leaveOneOut`); null with fewer than 8 seeds. */
export async function weighApartWithLosses(
  graph: Graph,
  seeds: Seeds,
  ideas: readonly Int32Array[],
  { limitMs = LIMIT_MS, lambda, ...options }: LeaveOneOut & { limitMs?: number } = {},
): Promise<{ weighed: Weighed; losses: Loss[] | null }> {
  return askWorker({ graph, seeds, options, ideas, lambda }, limitMs);
}

async function askWorker(asked: Asked, limitMs: number): Promise<Answered> {
  const { from, to, weight } = asked.graph;
  const buffers = new Set([from, to, weight].map(({ buffer }) => buffer));
  const transferList = [...buffers].filter((buffer) => buffer instanceof ArrayBuffer);
  const worker = new Worker(workerFile, { workerData: asked, transferList, execArgv: readingTypes() });
  try {
    return await answerOf(worker, limitMs);
  } finally {
    await worker.terminate();
  }
}

/** The worker is TypeScript as it stands. Up to 22.17 Node reads that only when it is told to, and warns that it is new. */
const readingTypes = (): string[] | undefined =>
  process.features.typescript ? undefined : ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];

function answerOf(worker: Worker, limitMs: number): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail(`the weighing took longer than ${limitMs} ms`), limitMs);
    const fail = (why: string, cause?: unknown): void => {
      clearTimeout(late);
      reject(new WeighingFailed(why, { cause }));
    };
    worker.once("message", (answered: Answered) => {
      clearTimeout(late);
      resolve(answered);
    });
    worker.once("error", (error) => fail(`the weighing failed: ${error.message}`, error));
    worker.once("exit", (code) => fail(`the weighing ended with ${code} and no answer`));
  });
}
