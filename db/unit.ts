import { AsyncLocalStorage } from "node:async_hooks";

/** One `db.write` while it runs: what it touched is told to listeners after its COMMIT. */
export interface Unit {
  readonly touched: ReadonlySet<string>;
  run<T>(work: () => Promise<T>): Promise<T>;
}

const current = new AsyncLocalStorage<Set<string>>();

/**
 * Starts a unit of work. Throws inside another one: a command never calls a command. It runs in the async context it
 * was asked for in, whoever runs it: on SQLite units that wait together are run by the first that came.
 */
export function openUnit(): Unit {
  if (current.getStore()) throw new Error("db.write inside db.write: call a function that takes tx instead");
  const touched = new Set<string>();
  const inCallersContext = AsyncLocalStorage.snapshot();
  return { touched, run: (work) => inCallersContext(() => current.run(touched, work)) };
}

/**
 * Says that this write changed what pages under these keys show (`board:3`, `topic:418`).
 * Heard after COMMIT, never on rollback. `tx` is asked for so that it can't be called outside a write.
 */
export function touch(_tx: unknown, ...keys: string[]): void {
  const touched = current.getStore();
  if (!touched) throw new Error("touch outside db.write");
  for (const key of keys) touched.add(key);
}
