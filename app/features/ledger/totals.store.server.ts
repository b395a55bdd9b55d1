import { sql } from "drizzle-orm";
import type { BoardId, MemberId } from "~db/ids.ts";
import { contributionScores, contributions } from "~db/schema/ledger.ts";
import type { Tx } from "~db/store.ts";
import { halfLifeOf, periodsOf } from "./calendar";

/** By how much a claim's worth changed. */
export interface Change {
  memberId: MemberId;
  boardId: BoardId | null;
  day: number;
  /** Thousandths. */
  points: number;
}

type Total = typeof contributions.$inferInsert;
type Score = typeof contributionScores.$inferInsert;

/** The sums that changes step, each once. A board's are beside those of all. */
export function stepsOf(changes: readonly Change[]): { totals: Total[]; scores: Score[] } {
  const totals = new Map<string, Total>();
  const scores = new Map<string, Score>();
  for (const { memberId, boardId: board, day, points } of changes)
    for (const boardId of board === null ? ([0] as const) : ([0, board] as const)) {
      for (const period of periodsOf(day)) {
        const total = totals.get(`${memberId} ${period} ${boardId}`) ?? { memberId, period, boardId, points: 0 };
        totals.set(`${memberId} ${period} ${boardId}`, { ...total, points: total.points + points });
      }
      const score = scores.get(`${memberId} ${boardId}`) ?? { memberId, boardId, score: 0 };
      scores.set(`${memberId} ${boardId}`, { ...score, score: score.score + points * halfLifeOf(day) });
    }
  return { totals: [...totals.values()], scores: [...scores.values()] };
}

/** Steps the stored sums, in SQL. */
export async function stepTotals(tx: Tx, changes: readonly Change[]): Promise<void> {
  const { totals, scores } = stepsOf(changes);
  if (totals.length === 0) return;
  await tx
    .insert(contributions)
    .values(totals)
    .onConflictDoUpdate({
      target: [contributions.memberId, contributions.period, contributions.boardId],
      set: { points: sql`${contributions.points} + excluded.points` },
    });
  await tx
    .insert(contributionScores)
    .values(scores)
    .onConflictDoUpdate({
      target: [contributionScores.memberId, contributionScores.boardId],
      set: { score: sql`${contributionScores.score} + excluded.score` },
    });
}
