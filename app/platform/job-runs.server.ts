import { messageWithoutValues } from "~db/errors.ts";
import { type JobRun, noteRuns } from "~db/jobs.ts";
import type { Store } from "~db/store.ts";
import { log } from "./log.server";

/** Something that is done again and again. */
export interface Job<Around> {
  name: string;
  /** Milliseconds between two runs. */
  every: number;
  run(db: Store, now: number, around: Around): Promise<void>;
  /** It talks to others, who may let it wait, or has much to do: it runs beside the rest, and holds nothing up. */
  isSlow?: true;
}

// A forum where nothing happens writes this often that its clock goes.
const TELL_MS = 7_500;

/** True when its moment has come, or lies farther off than it ever should: then the clock was set back. */
export const isDue = (at: number, now: number, every: number): boolean => at <= now || at > now + every;

/** The jobs of one process: each when it is due, and what came of them. */
export class JobRuns<Around> {
  #due = new Map<string, number>();
  #beside = new Map<string, Promise<void>>();
  #untold = new Map<string, JobRun>();
  /** What each was last said to have failed of, or is just being said to. */
  #told = new Map<string, string | null>();
  #tellAt = 0;

  constructor(
    readonly db: Store,
    readonly jobs: ReadonlyArray<Job<Around>>,
    readonly around: Around,
  ) {}

  async runDue(now: number): Promise<void> {
    for (const job of this.jobs) {
      const { name } = job;
      if (!isDue(this.#due.get(name) ?? 0, now, job.every) || this.#beside.has(name)) continue;
      this.#due.set(name, now + job.every);
      const running = this.#run(job, now);
      if (!job.isSlow) await running;
      else
        this.#beside.set(
          name,
          running.finally(() => this.#beside.delete(name)),
        );
    }
  }

  // One that fails holds up no other: it is written down, and comes due again.
  async #run({ name, run }: Job<Around>, now: number): Promise<void> {
    const begun = performance.now();
    let error: string | null = null;
    try {
      await run(this.db, now, this.around);
    } catch (failure) {
      error = messageWithoutValues(failure);
      log.error({ err: failure, job: name }, "a job of the clock failed");
    }
    if (this.#told.get(name) !== error) this.#tellAt = 0;
    this.#untold.set(name, { name, ranAt: now, tookMs: Math.round(performance.now() - begun), error });
  }

  /** Writes down what ran: now and then, and at once what is new, a failure or a job's first run. */
  async tell(now: number): Promise<void> {
    if (this.#untold.size === 0 || !isDue(this.#tellAt, now, TELL_MS)) return;
    const runs = [...this.#untold.values()];
    // Before the write: what fails while that is under way is new again.
    this.#tellAt = now + TELL_MS;
    for (const { name, error } of runs) this.#told.set(name, error);
    try {
      await this.db.write((tx) => noteRuns(tx, runs));
    } catch (error) {
      this.#tellAt = 0; // nobody was told
      throw error;
    }
    // It may have run again meanwhile.
    for (const run of runs) if (this.#untold.get(run.name) === run) this.#untold.delete(run.name);
  }

  /** Waits for what runs beside. */
  async finished(): Promise<void> {
    await Promise.all(this.#beside.values());
  }
}
