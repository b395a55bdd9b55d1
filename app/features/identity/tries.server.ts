const WINDOW_MS = 15 * 60_000;
const MOST_TRIES = 10;
const MOST_NAMES = 10_000;

/** Wrong passwords of the last 15 minutes by user name: after ten, that name rests. */
class WrongTries {
  #at = new Map<string, number[]>();

  mayTry(name: string, now: number): boolean {
    return this.#recent(name, now).length < MOST_TRIES;
  }

  note(name: string, now: number): void {
    if (this.#at.size >= MOST_NAMES) this.#dropOldest();
    const recent = [...this.#recent(name, now), now];
    this.#at.delete(name); // set again at the end: the map's order is the order of the last try
    this.#at.set(name, recent);
  }

  forget(name: string): void {
    this.#at.delete(name);
  }

  #recent(name: string, now: number): number[] {
    return (this.#at.get(name) ?? []).filter((at) => at > now - WINDOW_MS);
  }

  #dropOldest(): void {
    for (const [name] of this.#at) {
      this.#at.delete(name);
      return;
    }
  }
}

/** Kept in this process: with several workers a name gets ten tries in each. */
export const tries = new WrongTries();
