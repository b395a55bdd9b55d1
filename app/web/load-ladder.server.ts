/** How many rungs of trouble there are; 0 is none. */
export type Rung = 0 | 1 | 2 | 3;

export interface LadderOptions {
  /** How late everything runs, in milliseconds, from which each rung is reached. */
  steps: readonly [number, number, number];
  /** How long it must be calm before one rung is left again. */
  holdMs: number;
}

/**
 * 64 people at once are served a list each in a third of a second: nobody is turned away for that. From a second on,
 * whoever waits would rather be told.
 */
const USUAL: LadderOptions = { steps: [1_000, 2_000, 4_000], holdMs: 3_000 };
// A rung is left when it is calmer than this part of what led onto it: or it would be climbed and left all the time.
const CALM = 0.5;

/** Up at once, down one rung at a time. */
export class LoadLadder {
  #rung: Rung = 0;
  #calmSince: number | null = null;
  #options: LadderOptions;

  constructor(options: LadderOptions = USUAL) {
    this.#options = options;
  }

  get rung(): Rung {
    return this.#rung;
  }

  /** Hears how late everything runs, and when that was, both in milliseconds. */
  hear(late: number, now: number): void {
    const reached = this.#reachedBy(late);
    if (reached > this.#rung) {
      this.#rung = reached;
      this.#calmSince = null;
    } else if (this.#rung > 0 && late < (this.#options.steps[this.#rung - 1] ?? 0) * CALM) {
      this.#calmSince ??= now;
      if (now - this.#calmSince < this.#options.holdMs) return;
      this.#rung = below(this.#rung);
      this.#calmSince = now;
    } else {
      this.#calmSince = null;
    }
  }

  #reachedBy(late: number): Rung {
    const [first, second, third] = this.#options.steps;
    if (late >= third) return 3;
    if (late >= second) return 2;
    return late >= first ? 1 : 0;
  }
}

function below(rung: Rung): Rung {
  if (rung === 3) return 2;
  return rung === 2 ? 1 : 0;
}

const EVERY_MS = 250;

const LOOKED_BACK = 5;

/**
 * A ladder that hears how late this process' event loop runs: a timer tells when it should have come. One long breath, of
 * whatever length, is no trouble yet: of the last few times the second worst counts.
 */
export function measuredLadder(options: LadderOptions = USUAL, everyMs = EVERY_MS): LoadLadder {
  const ladder = new LoadLadder(options);
  const lately: number[] = [];
  let due = performance.now() + everyMs;
  setInterval(() => {
    const now = performance.now();
    lately.push(Math.max(0, now - due));
    if (lately.length > LOOKED_BACK) lately.shift();
    due = now + everyMs;
    const [, second = 0] = lately.toSorted((one, other) => other - one);
    ladder.hear(second, now);
  }, everyMs).unref();
  return ladder;
}
