import { AsyncLocalStorage } from "node:async_hooks";
import { clock } from "./clock";

const pretended = new AsyncLocalStorage<number>();
const realNow = clock.now;

// Everything reads the one clock, so that everything can be told another time. Nobody else's work notices.
clock.now = () => pretended.getStore() ?? realNow();

/** Does some work as if it were `ms` (UTC milliseconds): every command in it reads that from the clock. */
export const at = <T>(ms: number, work: () => T): T => pretended.run(ms, work);
