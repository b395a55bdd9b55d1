import { LRUCache } from "lru-cache";
import type pg from "pg";

/** Statements that were asked so often are asked again. */
const OFTEN = 5;
// Each stays in the memory of each connection's process on the server, with its plan: some tens of kilobytes.
const MOST_KEPT = 250;
// As on SQLite: an insert of hundreds of rows is hardly ever asked twice.
const LONGEST = 8_000;
// A plan for any limit takes it for a tenth of all rows: an export by such plans took three times as long.
const SLICE = / limit \$\d/;
const MOST_COUNTED = 2_000;

/** Names for the words that are asked often; the same on all connections of a process. */
function namesOfWords() {
  const names = new Map<string, string>();
  const asked = new LRUCache<string, number>({ max: MOST_COUNTED });
  return (words: string): string | undefined => {
    const known = names.get(words);
    if (known || words.length > LONGEST || SLICE.test(words) || names.size >= MOST_KEPT) return known;
    const times = (asked.get(words) ?? 0) + 1;
    asked.set(words, times);
    if (times >= OFTEN) names.set(words, `kept_${names.size}`);
    return undefined;
  };
}

/**
 * Has every connection of a pool keep what is asked often: the server reads and plans it once a connection, which takes
 * longer than answering it. From its fifth answer on it may take a plan that is made for any values, where it reckons that no
 * dearer; so what asks for a slice of a list is planned each time.
 */
export function keepStatements(pool: pg.Pool): void {
  const nameOf = namesOfWords();
  pool.on("connect", (client) => {
    const ask: (...question: unknown[]) => unknown = client.query.bind(client);
    const query = (question: unknown, ...more: unknown[]): unknown =>
      ask(isStatement(question) ? { ...question, name: nameOf(question.text) } : question, ...more);
    client.query = query as typeof client.query;
  });
}

// What comes as a bare text is several statements or none with values: the server takes no name for it. A query that is an
// object of pg's own is not ours to copy.
const isStatement = (question: unknown): question is { text: string } =>
  typeof question === "object" &&
  question !== null &&
  !("submit" in question) &&
  "text" in question &&
  typeof question.text === "string";
