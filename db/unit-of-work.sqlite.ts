import { setImmediate as nextTick, setTimeout as pause } from "node:timers/promises";
import type Database from "better-sqlite3";
import { openUnit, type Unit } from "./unit.ts";

interface Waiting {
  run(): Promise<unknown>;
  unit: Unit;
  done(value: unknown): void;
  failed(error: unknown): void;
}

interface Commits {
  /** So many writes share one at most. */
  most?: number;
  /** After which no more joins: who was first in it waits for the last, and so does whoever reads. In milliseconds. */
  longestMs?: number;
}

const BEGIN_PATIENCE_MS = 10_000;

/**
 * Writes waiting at the same moment share one COMMIT, so one fsync. Each is a SAVEPOINT of its own: one that
 * throws takes back only itself, and none is answered before the COMMIT. A COMMIT that fails rejects them all.
 * Returns `write`; `committed` is called with each unit after its COMMIT.
 */
export function unitOfWork<Tx>(
  raw: Database.Database,
  tx: Tx,
  committed: (unit: Unit) => void,
  { most = 64, longestMs = 20 }: Commits = {},
) {
  const queue: Waiting[] = [];
  let pump: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (queue.length) {
      await nextTick(); // let the writes of this tick arrive
      const batch: Waiting[] = [];
      try {
        await beginWriting(raw);
        const settle = await runBatch(raw, queue, batch);
        raw.exec("COMMIT");
        for (const answer of settle) answer();
      } catch (error) {
        if (raw.inTransaction) raw.exec("ROLLBACK");
        const lost = batch.length ? batch : queue.splice(0, most); // BEGIN itself failed
        for (const waiting of lost) waiting.failed(error);
      }
    }
    pump = undefined; // in the same turn as the queue was seen empty, so that no write is left waiting
  }

  async function runBatch(raw: Database.Database, queue: Waiting[], batch: Waiting[]): Promise<Array<() => void>> {
    const settle: Array<() => void> = [];
    const end = performance.now() + longestMs;
    while (queue.length && batch.length < most && (!batch.length || performance.now() < end)) {
      const one = queue.shift();
      if (!one) break;
      batch.push(one);
      raw.exec("SAVEPOINT one");
      try {
        const value = await one.run();
        raw.exec("RELEASE one");
        settle.push(() => {
          committed(one.unit);
          one.done(value);
        });
      } catch (error) {
        if (!raw.inTransaction) throw error; // SQLite threw the whole transaction away (disk full, I/O)
        raw.exec("ROLLBACK TO one; RELEASE one");
        settle.push(() => one.failed(error));
      }
    }
    return settle;
  }

  return {
    write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      const unit = openUnit();
      return new Promise<T>((resolve, reject) => {
        queue.push({
          unit,
          run: () => unit.run(() => work(tx)),
          done: (value) => resolve(value as T),
          failed: reject,
        });
        pump ??= drain();
      });
    },
    waiting: (): number => queue.length,
    async idle(): Promise<void> {
      await pump;
    },
  };
}

/**
 * Begins a transaction that may write. Another process may hold the write lock; waiting inside SQLite (busy_timeout)
 * would stop this process's event loop and, as measured, starve one of two writers for seconds: so ask, and sleep a
 * moment between asking.
 */
export async function beginWriting(raw: Database.Database): Promise<void> {
  const until = performance.now() + BEGIN_PATIENCE_MS;
  for (;;) {
    try {
      raw.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await pause(Math.random() * 2);
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
