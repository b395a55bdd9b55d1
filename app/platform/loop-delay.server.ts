import { monitorEventLoopDelay } from "node:perf_hooks";

const EVERY_MS = 20;
const WINDOW_MS = 60_000;
const NANOSECONDS = 1e6;

/** How late the event loop is, in milliseconds: every request waits as long before anything happens. */
export interface LoopDelay {
  mean: number;
  p99: number;
}

const monitor = monitorEventLoopDelay({ resolution: EVERY_MS });
let lastWindow: LoopDelay | null = null;

/** Begins to look; returns how to stop. */
export function watchLoop(): () => void {
  monitor.enable();
  const turning = setInterval(() => {
    lastWindow = thisWindow();
    monitor.reset();
  }, WINDOW_MS);
  turning.unref();
  return () => {
    clearInterval(turning);
    monitor.disable();
  };
}

/** Of the last whole minute; in the first, of what there is of it. */
export const loopDelay = (): LoopDelay => lastWindow ?? thisWindow();

// The monitor counts from tick to tick, its own pause between them included.
function thisWindow(): LoopDelay {
  if (monitor.count === 0) return { mean: 0, p99: 0 };
  const late = (ns: number): number => Math.max(ns / NANOSECONDS - EVERY_MS, 0);
  return { mean: late(monitor.mean), p99: late(monitor.percentile(99)) };
}
