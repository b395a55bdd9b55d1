import { isAway } from "~db/errors.ts";
import { type Store, touches } from "~db/store.ts";

// What depends on the time as well as on what is written.
const FRESH_MS = 60_000;

/**
 * What every page asks of the database and hardly ever changes, kept in memory. Read anew once a write has touched
 * one of the keys, in this process or another, and after `freshMs`. While the database does not answer, what was known
 * when it was asked stands.
 */
export function remembered<T>(
  keys: string | readonly string[],
  read: (db: Store) => Promise<T>,
  freshMs = FRESH_MS,
): (db: Store) => Promise<T> {
  const known = new WeakMap<Store, { value: Promise<T>; until: number }>();
  const hearing = new WeakSet<Store>();

  function hear(db: Store): void {
    if (hearing.has(db)) return;
    hearing.add(db);
    db.hear((change) => {
      if ([keys].flat().some((key) => touches(change, key))) age(db);
    });
  }

  // Not forgotten: when the database goes, its other connection is cut first, and all it may have told counts as touched.
  function age(db: Store): void {
    const kept = known.get(db);
    if (kept) known.set(db, { ...kept, until: 0 });
  }

  return (db) => {
    hear(db);
    const isInformed = db.isInformed(); // first, as it may tell us of something
    const kept = known.get(db);
    const now = performance.now(); // a clock that nobody sets back
    if (isInformed && kept && kept.until > now) return kept.value;
    // A query asks anew each time it is awaited; a promise has been answered.
    const value = Promise.resolve(read(db)).catch((error: unknown) => {
      const isLatest = known.get(db)?.value === value; // another may have been asked since, and answered before
      if (isLatest) known.delete(db);
      if (!kept || !isAway(error)) throw error;
      if (isLatest) known.set(db, { ...kept, until: 0 });
      return kept.value;
    });
    known.set(db, { value, until: now + freshMs });
    return value;
  };
}
