import type Database from "better-sqlite3";
import { LRUCache } from "lru-cache";

// SQLite takes up to a hundred bytes of memory for each character it has read: 23 MiB a connection at worst, where 500
// inserts of ever more rows took 204. All that Canyu's pages ask are 150,000 characters.
const MOST_CHARACTERS = 250_000;
// Beside them there is room for thirty such at least; an insert of hundreds of rows is hardly ever asked twice.
const LONGEST = 8_000;

/**
 * The connection as drizzle asks it: a statement whose words were asked before is not read by SQLite again, which is a
 * third of what a small one takes. SQLite itself reads it anew when the schema has changed.
 */
export function keepingStatements(raw: Database.Database): Database.Database {
  const kept = new LRUCache<string, Database.Statement>({
    maxSize: MOST_CHARACTERS,
    maxEntrySize: LONGEST,
    sizeCalculation: (_statement, words) => words.length,
  });

  function prepare(words: string): Database.Statement {
    const known = kept.get(words);
    if (known && !known.busy) return known.reader ? known.raw(false) : known; // drizzle asks for rows either way
    const made = raw.prepare(words);
    kept.set(words, made);
    return made;
  }

  return new Proxy(raw, {
    get(target, name) {
      if (name === "prepare") return prepare;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
