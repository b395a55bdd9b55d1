import { and, eq, sql } from "drizzle-orm";
import { halfLifeOf } from "~/features/ledger/calendar";
import type { ClaimKind } from "~/features/ledger/rules";
import type { Member } from "~/features/members/rules";
import { record } from "~/platform/record.server";
import type { BoardId, CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";
import { contributionScores, contributions, ledgerClaims } from "~db/schema/ledger.ts";
import type { Store } from "~db/store.ts";
import { touch } from "~db/unit.ts";

const DAY = 86_400_000;
let facts = 1_000_000;

interface Act {
  subject?: string;
  /** Thousandths. */
  points?: number;
  /** `2026-08-14`. */
  date?: string;
  topicId?: TopicId;
  commentId?: CommentId;
  boardId?: BoardId;
}

/** Something of somebody's that the ledger counts, as it would write it down: the claim, its sums, and that it counts. */
export async function claim(db: Store, who: Pick<Member, "id">, kind: ClaimKind, act: Act = {}): Promise<string> {
  const factId = ++facts as FactId;
  const { subject = `topic:${factId}`, points = 10_000, date = new Date().toISOString().slice(0, 10) } = act;
  const day = Date.parse(date) / DAY;
  const boardId = act.boardId ?? null;
  await db.write(async (tx) => {
    await tx.insert(ledgerClaims).values({
      ...{ factId, kind, memberId: who.id, subject, stands: true, points, at: day * DAY, day, ruleVersion: 1 },
      ...{ topicId: act.topicId ?? null, commentId: act.commentId ?? null, boardId },
    });
    const season = `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    for (const board of boardId ? [0 as const, boardId] : [0 as const]) {
      for (const period of ["all", date.slice(0, 4), season])
        await tx
          .insert(contributions)
          .values({ memberId: who.id, period, boardId: board, points })
          .onConflictDoUpdate({
            target: [contributions.memberId, contributions.period, contributions.boardId],
            set: { points: sql`${contributions.points} + ${points}` },
          });
      const score = points * halfLifeOf(day);
      await tx
        .insert(contributionScores)
        .values({ memberId: who.id, boardId: board, score })
        .onConflictDoUpdate({
          target: [contributionScores.memberId, contributionScores.boardId],
          set: { score: sql`${contributionScores.score} + ${score}` },
        });
    }
    touch(tx, "points");
    await tell(tx, who.id, kind, subject, true);
  });
  return subject;
}

/** Takes back what was counted, or gives it back. */
export async function counts(
  db: Store,
  who: Pick<Member, "id">,
  kind: ClaimKind,
  { subject, stands }: { subject: string; stands: boolean },
): Promise<void> {
  await db.write(async (tx) => {
    const { memberId, kind: column } = ledgerClaims;
    await tx
      .update(ledgerClaims)
      .set({ stands })
      .where(and(eq(memberId, who.id), eq(column, kind), eq(ledgerClaims.subject, subject)));
    await tell(tx, who.id, kind, subject, stands);
  });
}

const tell = (
  tx: Parameters<typeof record>[0],
  member: MemberId,
  kind: ClaimKind,
  subject: string,
  stands: boolean,
): Promise<void> =>
  record(tx, { kind: "outcome.counted", by: null, details: { member, claim: kind, subject, stands } });
