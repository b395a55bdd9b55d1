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
const idle: Hand[] = [];
let hired = 0;

/** Safe HTML of a markdown text. What is too long, too deep or too slow comes back escaped, as it was typed. */
export function renderMarkdown(text: string): Promise<string> {
  if (text === "") return Promise.resolve("");
  if (text.length > LONGEST_RENDERED) return Promise.resolve(escaped(text));
  return new Promise((done) => {
    waiting.push({ text, done });
    handOut();
  });
}

function handOut(): void {
  if (!waiting.length) return;
  const hand = idle.pop() ?? (hired < WORKERS ? new Hand() : undefined);
  const job = hand && waiting.shift();
  if (job) hand.take(job);
}

/** A worker with at most one text in hand. One that hangs or dies is let go; the next text gets a new one. */
class Hand {
  #worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: 64 } });
  #job: Job | null = null;
  #isLoaded = false;
  #overdue: NodeJS.Timeout | undefined;

  constructor() {
    hired++;
    this.#worker.unref();
    this.#worker.once("message", () => {
      this.#isLoaded = true;
      if (this.#job) this.#countTime();
      this.#worker.on("message", (html: string | null) => {
        this.#finish(html);
        idle.push(this);
        handOut();
      });
    });
    this.#worker.on("error", () => this.#leave());
  }

  take(job: Job): void {
    this.#job = job;
    this.#worker.ref(); // the program does not end while a text is being rendered
    if (this.#isLoaded) this.#countTime(); // loading the worker is not the text's fault
    this.#worker.postMessage(job.text);
  }

  #countTime(): void {
    this.#overdue = setTimeout(() => this.#leave(), LIMIT_MS);
  }

  #finish(html: string | null): void {
    clearTimeout(this.#overdue);
    this.#worker.unref();
    this.#job?.done(html ?? escaped(this.#job.text));
    this.#job = null;
  }

  #leave(): void {
    hired--;
    this.#worker.removeAllListeners();
    void this.#worker.terminate();
    this.#finish(null);
    handOut();
  }
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text as HTML that shows exactly its characters. */
export const escaped = (text: string): string =>
  `<p class="as-typed">${text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)}</p>`;
