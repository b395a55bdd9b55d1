import type Database from "better-sqlite3";
import { LRUCache } from "lru-cache";

const MOST = 500;

/**
 * The connection as drizzle asks it: a statement whose words were asked before is not read by SQLite again, which is a
 * third of what a small one takes. SQLite itself reads it anew when the schema has changed.
 */
export function keepingStatements(raw: Database.Database): Database.Database {
  const kept = new LRUCache<string, Database.Statement>({ max: MOST });

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
