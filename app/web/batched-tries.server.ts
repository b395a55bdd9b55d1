import { RateLimiterMemory } from "rate-limiter-flexible";
import { log } from "~/platform/log.server";

/** How often somebody did something, and until when that counts. */
export interface Tries {
  key: string;
  points: number;
  /** When it is forgotten, in UTC milliseconds. */
  expire: number;
}

/** Where several processes add up what they count. */
export interface SharedTries {
  /** A pool of connections to the database, and the table there. */
  pool: unknown;
  table: string;
  /** Adds these to what the others counted; answers with the sums, and until when they count. */
  addUp(tries: readonly Tries[]): Promise<Tries[]>;
}

type Options = { points: number; duration: number; keyPrefix: string };
interface Fresh {
  limiter: BatchedLimiter;
  who: string | number;
  points: number;
}

const EXCHANGE_MS = 1_000;

/**
 * What is counted with every request, in this process' memory: once a second it tells the others in one statement, and
 * hears their sums. So a limit holds for all of them, a second late, and a page costs the database nothing.
 */
export class BatchedTries {
  #fresh = new Map<string, Fresh>();
  #shared: SharedTries;
  #timer: ReturnType<typeof setInterval>;

  constructor(shared: SharedTries, everyMs = EXCHANGE_MS) {
    this.#shared = shared;
    this.#timer = setInterval(() => void this.exchange(), everyMs).unref();
  }

  limiter(options: Options): BatchedLimiter {
    return new BatchedLimiter(options, this);
  }

  note(limiter: BatchedLimiter, who: string | number): void {
    const key = limiter.getKey(who);
    const known = this.#fresh.get(key);
    if (known) known.points++;
    else this.#fresh.set(key, { limiter, who, points: 1 });
  }

  /** Tells and hears. What could not be told stays counted here. */
  async exchange(): Promise<void> {
    if (this.#fresh.size === 0) return;
    const told = this.#fresh;
    this.#fresh = new Map();
    try {
      const now = Date.now();
      const tries = [...told].map(([key, { limiter, points }]) => ({ key, points, expire: now + limiter.msDuration }));
      for (const sum of await this.#shared.addUp(tries)) await this.#hear(sum, told.get(sum.key));
    } catch (error) {
      log.warn({ err: error }, "limits of reading and writing could not be shared");
    }
  }

  async #hear({ key, points, expire }: Tries, told: Fresh | undefined): Promise<void> {
    const left = expire - Date.now();
    if (!told || left <= 0) return;
    const all = points + (this.#fresh.get(key)?.points ?? 0); // what came in the meantime is in no sum yet
    const own = (await told.limiter.get(told.who))?.consumedPoints ?? 0;
    if (all > own) await told.limiter.set(told.who, all, left / 1_000);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.exchange();
  }
}

class BatchedLimiter extends RateLimiterMemory {
  #batch: BatchedTries;

  constructor(options: Options, batch: BatchedTries) {
    super(options);
    this.#batch = batch;
  }

  override consume(who: string | number): ReturnType<RateLimiterMemory["consume"]> {
    this.#batch.note(this, who);
    return super.consume(who);
  }
}
