import { clock } from "./clock";

/** A request that took long. */
export interface SlowRequest {
  id: string;
  method: string;
  route: string;
  status: number;
  ms: number;
  at: number;
}

/** From how many milliseconds on a request is slow. */
export const SLOW_MS = 500;
const KEPT = 200;
const DAY_MS = 86_400_000;

const kept: SlowRequest[] = [];

/** Keeps a request when it was slow; of more than there is room for, the latest. In this process's memory. */
export function noteIfSlow(request: Omit<SlowRequest, "at">): void {
  if (request.ms < SLOW_MS) return;
  kept.push({ ...request, at: clock.now() });
  if (kept.length > KEPT) kept.shift();
}

/** The slowest of the last day first. */
export const slowestRequests = (most: number): SlowRequest[] =>
  kept
    .filter(({ at }) => at > clock.now() - DAY_MS)
    .sort((one, other) => other.ms - one.ms)
    .slice(0, most);
