import { expect } from "vitest";
import type { Home } from "./homes";

/** What a site acknowledged: all of it must be there afterwards, once, and nothing else. */
export interface Book {
  /** By their words, their numbers. */
  ideas: Map<string, number>;
  comments: Set<string>;
  people: Set<string>;
  /** `idea person`: what they wished last. */
  votes: Map<string, "cast" | "withdraw">;
  /** Counts a vote: several make one entry here. */
  count(): void;
  acknowledged(): number;
  /** Takes down what is in it now; returns how to prove that a database has all of it, votes aside: they change. */
  soFar(): (home: Home) => Promise<void>;
  /** Proves that the database has exactly that. */
  compare(home: Home): Promise<void>;
}

const IDEAS = "select problem as words from ideas";
const COMMENTS = "select text as words from comments";
const PEOPLE = "select username as words from members where username <> 'alma'";
const textsIn = async ({ rows }: Home, question: string): Promise<string[]> =>
  (await rows(question)).map(({ words }) => String(words)).sort();

export function openBook(): Book {
  let voted = 0;
  const ideas: Book["ideas"] = new Map();
  const comments: Book["comments"] = new Set();
  const people: Book["people"] = new Set();
  const votes: Book["votes"] = new Map();
  return {
    ...{ ideas, comments, people, votes },
    count: () => void voted++,
    acknowledged: () => voted + ideas.size + comments.size + people.size,
    soFar() {
      const known = [[...ideas.keys()], [...comments], [...people]];
      return async (home) => {
        for (const [n, question] of [IDEAS, COMMENTS, PEOPLE].entries())
          expect(await textsIn(home, question)).toEqual(expect.arrayContaining(known[n] ?? []));
      };
    },
    async compare(home) {
      const texts = (question: string) => textsIn(home, question);
      expect(await texts(IDEAS)).toEqual([...ideas.keys()].sort());
      expect(await texts(COMMENTS)).toEqual([...comments].sort());
      expect(await texts(PEOPLE)).toEqual([...people].sort());
      const standing = [...votes].flatMap(([key, wish]) => (wish === "cast" ? [key] : []));
      const cast = `select cast_on || ' ' || username as words from votes join members on id = member_id`;
      expect(await texts(cast)).toEqual(standing.sort());
    },
  };
}

/** Every fact has been answered: nothing waits. */
export async function isSettled({ rows }: Home): Promise<void> {
  const [left] = await rows("select count(*) as n from facts where settled_at is null");
  expect(Number(left?.n)).toBe(0);
}

/** What happened stands once, was answered once, and can be found once. */
export async function proveOnce({ rows }: Home): Promise<void> {
  const one = async (question: string) => Object.values((await rows(question))[0] ?? {}).map(Number);
  const happened = await one(`select (select count(*) from facts where kind = 'comment.added') as a,
    (select count(*) from facts where kind = 'idea.proposed') as b,
    (select count(*) from facts where kind = 'vote.cast') - (select count(*) from facts where kind = 'vote.withdrawn') as c`);
  const stands = await one(
    "select (select count(*) from comments) as a, (select count(*) from ideas) as b, (select count(*) from votes) as c",
  );
  expect(happened).toEqual(stands);
  expect(await rows("select * from reactions where done_at is null")).toEqual([]);
  const [comments, ideas] = stands;
  expect(await one("select count(*) as n from search_documents")).toEqual([Number(comments) + Number(ideas)]);
  expect(
    await rows(`select word from search_words where word <> '' and documents <>
      (select count(*) from search_postings where search_postings.word = search_words.word)`),
  ).toEqual([]);
}
