import { between, desc, ne } from "drizzle-orm";
import { searchWords } from "~db/schema/search.ts";
import { type Bench, cpuFound } from "../bench-place";
import { barOf, type Figure, type Row } from "../figure";
import { type Answer, type Asked, load } from "../load";
import { inTurn, middle } from "../measuring";

const CONNECTIONS = 8;
const SEARCH_MS = 8;
const ANY_WORD_MS = 15;

/** Words of so many hits, as a member asks: no page cache answers members. */
export const search: Figure = {
  name: "search",
  async measure(bench) {
    const worst = await worstWord(bench);
    return [
      await row(bench, { id: "search.20", what: "search, 20 hits", limit: SEARCH_MS }, await wordsOf(bench, 19, 21)),
      await row(
        bench,
        { id: "search.1000", what: "search, 1,000 hits", limit: SEARCH_MS },
        await wordsOf(bench, 900, 1_100),
      ),
      await row(bench, { id: "search.any", what: `search, the worst word of all`, limit: ANY_WORD_MS }, [worst]),
    ];
  },
};

async function row(
  bench: Bench,
  { id, what, limit }: { id: string; what: string; limit: number },
  words: readonly Word[],
): Promise<Row> {
  const cost = await bench.cost({ connections: CONNECTIONS, next: asking(bench, words), isRight: hasHits });
  const [first] = words;
  const which = words.length > 1 ? `${words.length} words` : `“${first?.word}”, in ${first?.documents} texts`;
  return { id, what, bar: barOf(limit), found: cpuFound(cost, limit, [which]) };
}

interface Word {
  word: string;
  documents: number;
}

const hasHits = ({ status, body }: Answer): boolean => status === 200 && body.length > 3_000;

/** Another member each time. */
function asking({ cookies }: Bench, words: readonly Word[]): (count: number) => Asked[] {
  const pairs = cookies.map(({ cookie }, n) => ({
    path: `/search?q=${encodeURIComponent(words[n % words.length]?.word ?? "")}`,
    headers: { Cookie: cookie },
  }));
  return inTurn(pairs);
}

/** Words in so many texts; in a small forum those that come nearest. */
async function wordsOf({ db }: Bench, least: number, most: number): Promise<Word[]> {
  const found = await db.read
    .select()
    .from(searchWords)
    .where(between(searchWords.documents, least, most))
    .limit(200);
  if (found.length) return found;
  return db.read
    .select()
    .from(searchWords)
    .where(ne(searchWords.word, ""))
    .orderBy(desc(searchWords.documents))
    .limit(10);
}

const CANDIDATES = 60;
const TRIES = 5;

/** Of the most frequent words the one that takes longest. */
async function worstWord(bench: Bench): Promise<Word> {
  const { db } = bench;
  const frequent = await db.read
    .select()
    .from(searchWords)
    .where(ne(searchWords.word, ""))
    .orderBy(desc(searchWords.documents))
    .limit(CANDIDATES);
  const waits: Array<{ word: Word; wait: number }> = [];
  for (const word of frequent) {
    const { milliseconds } = await load(bench.program.port, 1, asking(bench, [word])(TRIES), () => {});
    waits.push({ word, wait: middle(milliseconds) });
  }
  const [worst] = waits.sort((one, other) => other.wait - one.wait);
  if (!worst) throw new Error("there are no words");
  return worst.word;
}
