import { NoopLogger } from "drizzle-orm";
import type { Store } from "~db/store.ts";

interface Logging {
  session: { logger: { logQuery(...query: unknown[]): void } };
}

/** How many statements readers send while something is done. */
export async function statementsOf(db: Store, work: () => Promise<unknown>): Promise<number> {
  const { logger } = (db.read as unknown as Logging).session;
  const { logQuery } = logger;
  let sent = 0;
  logger.logQuery = (...query) => {
    sent++;
    logQuery.apply(logger, query);
  };
  try {
    await work();
  } finally {
    logger.logQuery = logQuery;
  }
  return sent;
}

/** How many statements writes send while something is done: their log does nothing, whichever the engine. */
export async function writesOf(work: () => Promise<unknown>): Promise<number> {
  const log = NoopLogger.prototype;
  const { logQuery } = log;
  let sent = 0;
  log.logQuery = () => void sent++;
  try {
    await work();
  } finally {
    log.logQuery = logQuery;
  }
  return sent;
}
