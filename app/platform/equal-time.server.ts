import { setTimeout as pause } from "node:timers/promises";

// Longer than what is done for anybody takes, unless the machine or the database is held up.
const STEP_MS = 200;

/**
 * Does something and answers, or fails, when others would: at the next full fifth of a second. How long it took tells
 * nobody what there was to do, also where it took longer than one.
 */
export async function inEqualTime<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    await pause(STEP_MS - ((performance.now() - began) % STEP_MS));
  }
}
