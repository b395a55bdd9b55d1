import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { TopicId } from "~db/ids.ts";
import { ideas } from "~db/schema/ideas.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { TREND_REACH_MS } from "./rules";

/** The trend of an idea as the votes of its fans make it. */
function counted(read: Tx, now: number): SQL<number> {
  const sign = sql`case when ${votes.at} > ${now - TREND_REACH_MS / 2} then 1 else -1 end`;
  const fans = read
    .select({ trend: sql`coalesce(sum(${sign}), 0)` })
    .from(votes)
    .where(
      and(
        ...[eq(votes.root, ideas.topicId), eq(votes.kind, "support"), gt(votes.at, now - TREND_REACH_MS)],
        ...[eq(votes.counts, true), eq(votes.staff, false), isNull(votes.excludedBy)],
      ),
    );
  return sql<number>`(${fans})`;
}

export interface Trend {
  id: TopicId;
  stored: number;
  counted: number;
}

// The trend of an idea whose votes are looked at stands still, as its other orders do.
const moves = isNull(ideas.underAuditSince);

/** A slice of ideas by id, after `after`: the trend they have, and the one they should have. */
export function loadTrends(read: Tx, now: number, after: number, limit: number): Promise<Trend[]> {
  return read
    .select({ id: ideas.topicId, stored: ideas.trend, counted: counted(read, now).mapWith(Number) })
    .from(ideas)
    .where(and(gt(ideas.topicId, sql`${after}`), moves))
    .orderBy(asc(ideas.topicId))
    .limit(limit);
}

/** Counts the trends of these ideas anew. Their rows must be held. */
export async function saveTrends(tx: Tx, ids: readonly TopicId[], now: number): Promise<void> {
  await tx
    .update(ideas)
    .set({ trend: counted(tx, now) })
    .where(and(inArray(ideas.topicId, [...ids]), moves));
}
