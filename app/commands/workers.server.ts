import cluster, { type Worker } from "node:cluster";
import { log } from "~/platform/log.server";

// One that dies sooner than this dies of something that another start does not mend.
const SHORTEST_LIFE_MS = 1_000;
const BREATH_MS = 1_000;
// More than the workers have for what is running, and for a mail server that does not answer.
const LAST_BREATH_MS = 15_000;

/** This process is one of several that serve. */
export const isWorker = cluster.isWorker;

/**
 * Serves by so many processes that share one port, until told to stop: each runs the same command. One that dies is
 * replaced. `listening` is called once, when the first listens. 1 when the first never did.
 */
export async function serveByWorkers(count: number, listening: () => Promise<void>): Promise<number> {
  const stopping = toldToStop();
  let isStopping = false;
  const first = start(() => isStopping);
  const isListening = await firstListens(first);
  if (isListening) {
    for (let n = 1; n < count; n++) start(() => isStopping);
    await listening();
    await stopping;
  }
  isStopping = true;
  await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stop(worker)));
  return isListening ? 0 : 1; // it said why
}

const firstListens = (worker: Worker): Promise<boolean> =>
  new Promise((resolve) => {
    worker.once("listening", () => resolve(true));
    worker.once("exit", () => resolve(false));
  });

function start(isStopping: () => boolean): Worker {
  const worker = cluster.fork();
  const since = performance.now();
  // What is said to one that has just died fails; unheard, that would end this process, and all others with it.
  worker.on("error", (err) => log.warn({ err, worker: worker.id }, "a worker could not be told something"));
  let hasListened = false;
  worker.once("listening", () => {
    hasListened = true;
  });
  worker.on("exit", (code, signal) => {
    if (isStopping() || (worker.id === 1 && !hasListened)) return; // whoever waits for the first gives up
    log.error({ code, signal, worker: worker.id }, "a worker died and is replaced");
    const breath = performance.now() - since < SHORTEST_LIFE_MS ? BREATH_MS : 0;
    setTimeout(() => {
      if (!isStopping()) start(isStopping);
    }, breath);
  });
  return worker;
}

async function stop(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.process.kill("SIGTERM");
  const cut = setTimeout(() => worker.process.kill("SIGKILL"), LAST_BREATH_MS);
  await gone;
  clearTimeout(cut);
}

/** Resolves when somebody ends the program. */
export const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    process.on("SIGTERM", resolve); // "on": the second of two does not cut what is being finished
    process.on("SIGINT", resolve);
  });
