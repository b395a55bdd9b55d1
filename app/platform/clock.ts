/** The platform clock, UTC milliseconds. Commands read it; rules get `now` as a value. Tests set it. */
export const clock = { now: (): number => Date.now() };

/** So long after a moment all processes have written what they did before it, however their clocks differ. */
export const GRACE_MS = 5 * 60_000;
