import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** Longer texts are shown escaped, not rendered. In characters. */
export const LONGEST_RENDERED = 20_000;

const LIMIT_MS = 1_000;
const WORKERS = 2;
// More than one, so that a worker goes on while this thread is busy, as with what an import stores. None behind a text
// that takes long: whoever wrote another waits for the other worker.
const MOST_IN_HAND = 50;
const PROMPT_MS = 20;
const workerFile = createRequire(import.meta.url).resolve("#markdown-worker");

interface Job {
  text: string;
  done(html: string): void;
}

const waiting: Job[] = [];
const hands = new Set<Hand>();

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
  while (waiting.length) {
    const hand = freestHand();
    const job = hand && waiting.shift();
    if (!job) return;
    hand.take(job);
  }
}

function freestHand(): Hand | undefined {
  const [freest] = [...hands].filter((hand) => hand.isFree).sort((one, other) => one.load - other.load);
  return (!freest || freest.load > 0) && hands.size < WORKERS ? new Hand() : freest;
}

/** A worker with the texts it renders one after the other. One that hangs or dies is let go; the rest get a new one. */
class Hand {
  // Room enough for what a second can fill: a worker that meets its limit all at once takes the whole program with it.
  #worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  #jobs: Job[] = [];
  #isLoaded = false;
  #begunAt = 0;
  #overdue: NodeJS.Timeout | undefined;
  #late: NodeJS.Immediate | undefined;

  constructor() {
    hands.add(this);
    this.#worker.unref();
    this.#worker.once("message", () => {
      this.#isLoaded = true;
      this.#countTime();
      this.#worker.on("message", (html: string | null) => {
        this.#finish(html);
        this.#countTime();
        handOut();
      });
    });
    this.#worker.on("error", () => this.#leave());
  }

  get load(): number {
    return this.#jobs.length;
  }

  get isFree(): boolean {
    return this.load === 0 || (this.load < MOST_IN_HAND && performance.now() - this.#begunAt < PROMPT_MS);
  }

  take(job: Job): void {
    if (this.#jobs.push(job) === 1) this.#begunAt = performance.now();
    this.#worker.ref(); // the program does not end while a text is being rendered
    if (this.#isLoaded && this.#jobs.length === 1) this.#countTime(); // loading the worker is not the text's fault
    this.#worker.postMessage(job.text);
  }

  // Where this thread was busy for so long, the answer may be here unread: that comes before what is set immediate.
  #countTime(): void {
    if (!this.#jobs.length) return;
    this.#begunAt = performance.now();
    this.#overdue = setTimeout(() => {
      this.#late = setImmediate(() => this.#leave());
    }, LIMIT_MS);
  }

  #finish(html: string | null): void {
    clearTimeout(this.#overdue);
    clearImmediate(this.#late);
    const job = this.#jobs.shift();
    if (!this.#jobs.length) this.#worker.unref();
    job?.done(html ?? escaped(job.text));
  }

  #leave(): void {
    hands.delete(this);
    this.#worker.removeAllListeners();
    this.#worker.on("error", () => {}); // out of memory on its way out: unheard, that would end the whole program
    void this.#worker.terminate();
    this.#finish(null);
    waiting.unshift(...this.#jobs);
    handOut();
  }
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** The text as HTML that shows exactly its characters. */
export const escaped = (text: string): string =>
  `<p class="as-typed">${text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)}</p>`;
