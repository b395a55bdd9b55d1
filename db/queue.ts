import { and, asc, count, eq, isNull, lte, min, notExists, sql } from "drizzle-orm";
import type { TopicKind } from "../app/features/topics/rules.ts";
import type { FactId, TopicId } from "./ids.ts";
import { facts, reactions } from "./schema/facts.ts";
import { topics } from "./schema/topics.ts";
import type { Tx } from "./store.ts";

/** A reaction that failed and will be tried again. */
export interface FailingReaction {
  factId: FactId;
  kind: string;
  /** What it happened to, while that is there. */
  topicId: TopicId | null;
  topicKind: TopicKind | null;
  /** When the fact happened. */
  at: number;
  name: string;
  attempts: number;
  nextAt: number | null;
  error: string | null;
}

/** How the reactions keep up. */
export interface QueueState {
  /** Facts whose reactions have not all run. */
  waiting: number;
  /** When the oldest of those happened that nothing failed for; null when there is none. */
  oldestAt: number | null;
  /** Reactions that fail, to facts from before `then`. */
  stuck: number;
}

// A row of a reaction that was renamed stays behind when its fact is settled.
const isFailing = and(isNull(reactions.doneAt), isNull(facts.settledAt));

/** Reactions that fail, the oldest fact's first. */
export function failingReactions(read: Tx, limit: number): Promise<FailingReaction[]> {
  return read
    .select({
      factId: facts.id,
      kind: facts.kind,
      topicId: topics.id,
      topicKind: topics.kind,
      at: facts.at,
      name: reactions.name,
      attempts: reactions.attempts,
      nextAt: reactions.nextAt,
      error: reactions.error,
    })
    .from(reactions)
    .innerJoin(facts, eq(facts.id, reactions.factId))
    .leftJoin(topics, eq(topics.id, facts.topicId))
    .where(isFailing)
    .orderBy(asc(facts.id), asc(reactions.name))
    .limit(limit);
}

/** How many facts and reactions wait. `then`: before when a fact must have happened for its reaction to be stuck. */
export async function queueState(read: Tx, then: number): Promise<QueueState> {
  const failures = read
    .select({ id: reactions.factId })
    .from(reactions)
    .where(and(eq(reactions.factId, facts.id), isNull(reactions.doneAt)));
  const stuck = read
    .select({ count: count() })
    .from(reactions)
    .innerJoin(facts, eq(facts.id, reactions.factId))
    .where(and(isFailing, lte(facts.at, then)));
  const untried = min(sql`case when ${notExists(failures)} then ${facts.at} end`).mapWith(Number);
  const [row] = await read
    .select({ waiting: count(), oldestAt: untried, stuck: sql<number>`${stuck}`.mapWith(Number) })
    .from(facts)
    .where(isNull(facts.settledAt));
  return row ?? { waiting: 0, oldestAt: null, stuck: 0 };
}

/** Makes reactions that fail due now: of one fact, or all. Says how many. */
export async function retryReactions(tx: Tx, factId: FactId | null, now: number): Promise<number> {
  const rows = await tx
    .update(reactions)
    .set({ nextAt: now })
    .where(and(isNull(reactions.doneAt), factId === null ? undefined : eq(reactions.factId, factId)))
    .returning({ name: reactions.name });
  return rows.length;
}
