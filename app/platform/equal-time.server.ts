import { setTimeout as pause } from "node:timers/promises";

// Longer than what is done for anybody takes, unless the database is held up.
const LEAST_MS = 200;

/** Does something and answers, or fails, no sooner than others would: how long it took tells nobody what there was to do. */
export async function inEqualTime<T>(work: () => Promise<T>): Promise<T> {
  const rest = pause(LEAST_MS);
  try {
    return await work();
  } finally {
    await rest;
  }
}
