import cluster from "node:cluster";
import {
  type RateLimiterAbstract,
  RateLimiterCluster,
  RateLimiterClusterMaster,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { Rate } from "~/platform/limits.server";
import { log } from "~/platform/log.server";
import { BatchedTries, type SharedTries } from "./batched-tries.server";

export type Who = string | number;

/** Counts by who it is. */
export interface Counter {
  /** Counts one more. Null, or the milliseconds to wait when it is one too many. */
  add(who: Who): Promise<number | null>;
  giveBack(who: Who): Promise<void>;
  forget(who: Who): Promise<void>;
}

/** Something to count: under a name of its own, and exactly or, where it is counted all the time, a second late. */
export interface Counted {
  name: string;
  rate: Exclude<Rate, null>;
  isExact: boolean;
  /** Whether counts are forgotten before their time. */
  isForgiven: boolean;
}

/** Where counters come from. */
export interface Counters {
  counterOf(counted: Counted): Counter;
  /** Tells the others what they have not heard, and lets go. */
  close(): Promise<void>;
}

/** The primary process counts for its workers; called there before the first is started. */
export const countForWorkers = (): unknown => new RateLimiterClusterMaster();

/**
 * Counters as this process shares them: through the database, when it is one that several machines may use; through the
 * primary process, in one of its workers; else with nobody. Whatever can't be reached, it counts alone for the while.
 */
export function openCounters(tries: SharedTries | null): Counters {
  if (tries) return throughDatabase(tries);
  const close = (): Promise<void> => Promise.resolve();
  if (!cluster.isWorker) return { counterOf: (one) => counting(new RateLimiterMemory(optionsOf(one))), close };
  return { counterOf: (one) => insured(one, new RateLimiterCluster({ ...optionsOf(one), timeoutMs: 1_000 })), close };
}

function throughDatabase(tries: SharedTries): Counters {
  const batch = new BatchedTries(tries);
  return {
    counterOf(one) {
      const options = optionsOf(one);
      if (!one.isExact) return counting(batch.limiter(options));
      const table = { tableName: tries.table, tableCreated: true, clearExpiredByTimeout: false };
      // Who is over the limit is refused without asking the database again: unless another process may forgive them.
      const blocked = one.isForgiven ? {} : { inMemoryBlockOnConsumed: options.points + 1 };
      return insured(one, new RateLimiterPostgres({ ...options, ...table, ...blocked, storeClient: tries.pool }));
    },
    close: () => batch.close(),
  };
}

const optionsOf = ({ name, rate }: Counted) => ({ ...rate, keyPrefix: name });

const counting = (limiter: Pick<RateLimiterAbstract, "consume" | "reward" | "delete">): Counter => ({
  async add(who) {
    try {
      await limiter.consume(who);
      return null;
    } catch (stopped) {
      if (!(stopped instanceof RateLimiterRes)) throw stopped;
      return stopped.msBeforeNext;
    }
  },
  giveBack: async (who) => void (await limiter.reward(who)),
  forget: async (who) => void (await limiter.delete(who)),
});

// An outage opens no door: this process goes on counting by itself.
function insured(one: Counted, limiter: RateLimiterAbstract): Counter {
  const shared = counting(limiter);
  const alone = counting(new RateLimiterMemory(optionsOf(one)));
  let isAlone = false;
  async function through<T>(ask: (counter: Counter) => Promise<T>): Promise<T> {
    try {
      const answer = await ask(shared);
      isAlone = false;
      return answer;
    } catch (error) {
      if (!isAlone) log.warn({ err: error, limit: one.name }, "a limit is counted by this process alone");
      isAlone = true;
      return ask(alone);
    }
  }
  return {
    add: (who) => through((counter) => counter.add(who)),
    giveBack: (who) => through((counter) => counter.giveBack(who)),
    forget: (who) => through((counter) => counter.forget(who)),
  };
}
