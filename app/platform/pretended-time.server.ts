import { AsyncLocalStorage } from "node:async_hooks";
import type { ReactionTable } from "~db/outbox.ts";
import { clock } from "./clock";

const pretended = new AsyncLocalStorage<number>();
const realNow = clock.now;

// Everything reads the one clock, so that everything can be told another time. Nobody else's work notices.
clock.now = () => pretended.getStore() ?? realNow();

/** Does some work as if it were `ms` (UTC milliseconds): every command in it reads that from the clock. */
export const at = <T>(ms: number, work: () => T): T => pretended.run(ms, work);

/** The same reactions, each running as if it were when its fact happened. */
export const inTheirTime = (table: ReactionTable): ReactionTable =>
  mapValues(table, (answers) => mapValues(answers, (reaction) => (tx, fact) => at(fact.at, () => reaction(tx, fact))));

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
