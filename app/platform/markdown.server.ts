import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** Longer texts are shown escaped, not rendered. In characters. */
export const LONGEST_RENDERED = 20_000;

const LIMIT_MS = 1_000;
const WORKERS = 2;
const workerFile = createRequire(import.meta.url).resolve("#markdown-worker");

interface Job {
  text: string;
  done(html: string): void;
}

const waiting: Job[] = [];
const idle: Worker[] = [];
let started = 0;

/** Safe HTML of a markdown text. What is too long, too deep or too slow comes back escaped, as it was typed. */
export function renderMarkdown(text: string): Promise<string> {
  if (text === "") return Promise.resolve("");
  if (text.length > LONGEST_RENDERED) return Promise.resolve(escaped(text));
  return new Promise((done) => {
    waiting.push({ text, done });
    next();
  });
}

function next(): void {
  if (!waiting.length) return;
  const worker = idle.pop() ?? hire();
  if (!worker) return;
  const job = waiting.shift();
  if (job) render(worker, job);
}

function hire(): Worker | undefined {
  if (started === WORKERS) return undefined;
  started++;
  const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: 64 } });
  worker.unref();
  return worker;
}

function render(worker: Worker, job: Job): void {
  worker.ref();
  const overdue = setTimeout(() => lose(), LIMIT_MS);
  const settle = (html: string | null): void => {
    clearTimeout(overdue);
    worker.removeAllListeners();
    worker.unref();
    job.done(html ?? escaped(job.text));
  };
  // A worker that hangs or dies is let go; the next text gets a new one.
  const lose = (): void => {
    settle(null);
    started--;
    void worker.terminate();
    next();
  };
  worker.once("error", lose);
  worker.once("message", (html: string | null) => {
    settle(html);
    idle.push(worker);
    next();
  });
  worker.postMessage(job.text);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text as HTML that shows exactly its characters. */
export const escaped = (text: string): string =>
  `<p class="as-typed">${text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)}</p>`;
