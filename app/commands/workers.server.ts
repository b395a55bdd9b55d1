import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { log } from "~/platform/log.server";

// One that dies sooner than this dies of something that another start does not mend.
const SHORTEST_LIFE_MS = 1_000;
const BREATH_MS = 1_000;
// A second more than the workers have for what is running.
const LAST_BREATH_MS = 11_000;

/** This process is one of several that serve. */
export const isWorker = cluster.isWorker;

/**
 * Serves by so many processes that share one port, until told to stop: each runs the same command. One that dies is
 * replaced. `listening` is called once, when the first listens. 1 when the first never did.
 */
export async function serveByWorkers(count: number, listening: () => Promise<void>): Promise<number> {
  const stopping = toldToStop();
  let isStopping = false;
  const [first] = Array.from({ length: count }, () => start(() => isStopping));
  const heard = await Promise.race([once(cluster, "listening"), once(first as Worker, "exit")]);
  if (heard.length === 2 && typeof heard[0] === "number") return 1; // it said why
  await listening();
  await stopping;
  isStopping = true;
  await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stop(worker)));
  return 0;
}

function start(isStopping: () => boolean): Worker {
  const worker = cluster.fork();
  const since = performance.now();
  worker.on("exit", (code, signal) => {
    if (isStopping()) return;
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
  const gone = once(worker, "exit");
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
