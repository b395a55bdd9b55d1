import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import { onPostgres } from "./columns.ts";
import { isAway, messageWithoutValues } from "./errors.ts";
import type { FactId, MemberId, TopicId } from "./ids.ts";
import { prepared, type Value } from "./prepared.ts";
import { facts, reactions } from "./schema/facts.ts";
import type { Store, Tx } from "./store.ts";

/** A fact as it is stored; the product narrows `kind` and `details`. */
export type FactRow = typeof facts.$inferSelect;
export type NewFactRow = Omit<typeof facts.$inferInsert, "id" | "settledAt">;

/** What answers a fact. */
export type Reaction = (tx: Tx, fact: FactRow) => Promise<void>;
/**
 * Reactions by the fact's kind and their own name. The name is the key in the database: renaming one runs it again.
 * Not the function's name, which a bundler may change.
 */
export type ReactionTable = Readonly<Record<string, Readonly<Record<string, Reaction>>>>;

/** Hears of a reaction that failed and will be tried again. */
export type TellFailure = (error: unknown, fact: FactRow, name: string) => void;

const FACTS_A_ROUND = 100;
const FACTS_A_LOOK = 500;
const FACTS_AT_ONCE = 8;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 3_600_000;

const added = prepared((tx, value: Value<Required<NewFactRow>>) =>
  tx
    .insert(facts)
    .values({
      ...{ kind: value("kind"), at: value("at"), by: value("by"), byWeight: value("byWeight") },
      ...{ topicId: value("topicId"), boardId: value("boardId"), authorId: value("authorId") },
      details: value("details"),
    })
    .returning({ id: facts.id }),
);

/** Writes down what happened, in the transaction that made it so. */
export async function appendFact(tx: Tx, fact: NewFactRow): Promise<FactId> {
  const nobody = { by: null, byWeight: null, topicId: null, boardId: null, authorId: null };
  const [row] = await added(tx, { ...nobody, ...fact });
  if (!row) throw new Error("a fact was not stored");
  return row.id;
}

/**
 * Runs what waits: each reaction to each fact in a write of its own together with its done-row, so exactly once;
 * one that throws is told of, and tried again after 1 s, 2 s, 4 s … at most an hour.
 * Returns how many facts were looked at: 0 means nothing is due.
 */
export async function runReactions(
  db: Store,
  table: ReactionTable,
  now: number,
  tellFailure: TellFailure,
): Promise<number> {
  const waiting = await factsDue(db.read, now);
  const answer = (fact: FactRow) => react(db, fact, table[fact.kind] ?? {}, now, tellFailure);
  for (let n = 0; n < waiting.length; n += FACTS_AT_ONCE) {
    const some = waiting.slice(n, n + FACTS_AT_ONCE);
    const outcomes = await (onPostgres ? oneByOne(some, answer) : Promise.allSettled(some.map(answer)));
    const answered = some.filter((_, place) => isTrue(outcomes[place])).map(({ id }) => id);
    if (answered.length) await settle(db, answered, now);
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  }
  return waiting.length;
}

const isTrue = (outcome: PromiseSettledResult<boolean> | undefined): boolean =>
  outcome?.status === "fulfilled" && outcome.value;

// On SQLite some at once share a COMMIT. On PostgreSQL they would wait for each other's rows, on connections that people
// wait for; and when the database is away, each would wait for it.
async function oneByOne<T, U>(
  all: readonly T[],
  work: (one: T) => Promise<U>,
): Promise<Array<PromiseSettledResult<U>>> {
  const outcomes: Array<PromiseSettledResult<U>> = [];
  for (const one of all) {
    const [outcome] = await Promise.allSettled([work(one)]);
    outcomes.push(outcome);
    if (outcome.status === "rejected" && isAway(outcome.reason)) break;
  }
  return outcomes;
}

/** Whether all that answers the fact has run. */
async function react(
  db: Store,
  fact: FactRow,
  answers: ReactionTable[string],
  now: number,
  tellFailure: TellFailure,
): Promise<boolean> {
  const outcomes = await Promise.all(
    Object.entries(answers).map(async ([name, reaction]) => {
      const failure = await runOnce(db, fact, [name, reaction], now);
      if (failure) tellFailure(failure.error, fact, name);
      return !failure;
    }),
  );
  return outcomes.every(Boolean);
}

/** Null when the reaction has run, now or before. */
async function runOnce(
  db: Store,
  fact: FactRow,
  [name, reaction]: [string, Reaction],
  now: number,
): Promise<{ error: unknown } | null> {
  try {
    await db.write(async (tx) => {
      const isMine = await claim(tx, fact.id, name, now);
      if (isMine) await reaction(tx, fact);
    });
    return null;
  } catch (error) {
    await db.write((tx) => noteFailure(tx, fact.id, name, messageWithoutValues(error), now));
    return { error };
  }
}

// The done-row is claimed first: two processes that both try meet at its key, and the second finds it done.
const claimed = prepared((tx, value: Value<{ factId: FactId; name: string; now: number }>) =>
  tx
    .insert(reactions)
    .values({ factId: value("factId"), name: value("name"), doneAt: value("now") })
    .onConflictDoUpdate({
      target: [reactions.factId, reactions.name],
      set: { doneAt: sql`${value("now")}`, nextAt: null },
      setWhere: isNull(reactions.doneAt),
    })
    .returning({ name: reactions.name }),
);

const claim = async (tx: Tx, factId: FactId, name: string, now: number): Promise<boolean> =>
  (await claimed(tx, { factId, name, now })).length > 0;

async function noteFailure(tx: Tx, factId: FactId, name: string, error: string, now: number): Promise<void> {
  const [row] = await tx
    .insert(reactions)
    .values({ factId, name, attempts: 1, nextAt: now + FIRST_RETRY_MS, error })
    .onConflictDoUpdate({
      target: [reactions.factId, reactions.name],
      set: { attempts: sql`${reactions.attempts} + 1`, error },
    })
    .returning({ attempts: reactions.attempts });
  const delay = Math.min(FIRST_RETRY_MS * 2 ** ((row?.attempts ?? 1) - 1), LAST_RETRY_MS);
  await tx
    .update(reactions)
    .set({ nextAt: now + delay })
    .where(and(eq(reactions.factId, factId), eq(reactions.name, name)));
}

const due = prepared((read, value: Value<{ now: number; last: number }>) => {
  const isLater = and(gt(reactions.nextAt, value("now")), lte(reactions.nextAt, value("last")));
  const later = read
    .select({ id: reactions.factId })
    .from(reactions)
    .where(and(isNull(reactions.doneAt), isLater));
  return read
    .select()
    .from(facts)
    .where(and(isNull(facts.settledAt), sql`${facts.id} not in ${later}`))
    .orderBy(asc(facts.id))
    .limit(FACTS_A_ROUND);
});

// What is to wait longer than anything waits was put off before the clock was set back, and is due.
const factsDue = (read: Tx, now: number): Promise<FactRow[]> => due(read, { now, last: now + LAST_RETRY_MS });

async function settle(db: Store, ids: FactId[], now: number): Promise<void> {
  await db.write(async (tx) => {
    await tx.update(facts).set({ settledAt: now }).where(inArray(facts.id, ids));
  });
}

/** Takes out what was recorded of these topics, and that reactions ran: only for what was never meant to last. */
export const forgetFactsOf = (tx: Tx, topics: readonly TopicId[]): Promise<void> =>
  forgetFacts(tx, inArray(facts.topicId, [...topics]));

/** The same of what these people did. */
export const forgetFactsBy = (tx: Tx, people: readonly MemberId[]): Promise<void> =>
  forgetFacts(tx, inArray(facts.by, [...people]));

/**
 * Empties words of facts of these kinds that others recorded about these people, by `details.member`. The facts stay: what
 * they say besides tells of nobody who is named.
 */
export async function emptyFactsAbout(
  tx: Tx,
  people: readonly MemberId[],
  { kinds, words }: { kinds: readonly string[]; words: readonly string[] },
): Promise<void> {
  const empty = Object.fromEntries(words.map((word) => [word, ""]));
  for (let after = 0; ; ) {
    const some = await tx
      .select({ id: facts.id, details: facts.details })
      .from(facts)
      .where(and(inArray(facts.kind, [...kinds]), isNotNull(facts.by), gt(facts.id, sql`${after}`)))
      .orderBy(asc(facts.id))
      .limit(FACTS_A_LOOK);
    for (const { id, details } of some)
      if (people.some((one) => one === details.member))
        await tx
          .update(facts)
          .set({ details: { ...details, ...empty } })
          .where(eq(facts.id, id));
    after = some.at(-1)?.id ?? after;
    if (some.length < FACTS_A_LOOK) return;
  }
}

async function forgetFacts(tx: Tx, which: SQL): Promise<void> {
  const told = tx.select({ id: facts.id }).from(facts).where(which);
  await tx.delete(reactions).where(inArray(reactions.factId, told));
  await tx.delete(facts).where(which);
}
