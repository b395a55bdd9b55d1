import type { Store } from "~db/store.ts";

// Other processes' changes are noticed this late; our own at once.
const FRESH_MS = 5_000;

/**
 * What every page asks of the database and hardly ever changes, kept in memory. Read anew once a write has touched
 * `key`, and every few seconds, as other processes write, too.
 */
export function remembered<T>(key: string, read: (db: Store) => Promise<T>): (db: Store) => Promise<T> {
  const known = new WeakMap<Store, { value: Promise<T>; until: number }>();
  const hearing = new WeakSet<Store>();

  function hear(db: Store): void {
    if (hearing.has(db)) return;
    hearing.add(db);
    db.hear((touched) => {
      if (touched.has(key)) known.delete(db);
    });
  }

  return (db) => {
    hear(db);
    const kept = known.get(db);
    if (kept && kept.until > Date.now()) return kept.value;
    const value = Promise.resolve(read(db)); // a query of drizzle's is asked anew each time somebody awaits it
    known.set(db, { value, until: Date.now() + FRESH_MS });
    value.catch(() => known.delete(db));
    return value;
  };
}
