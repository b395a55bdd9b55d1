import { and, countDistinct, desc, eq, inArray, isNull, lt, max, type SQL, sql } from "drizzle-orm";
import { isModerator, type Viewer } from "~/features/members/rules";
import type { TopicKind } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { BadgeId, CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";
import { badgeAwards, badges } from "~db/schema/badges.ts";
import { comments } from "~db/schema/comments.ts";
import { ledgerClaims } from "~db/schema/ledger.ts";
import { members } from "~db/schema/members.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import { type Counted, claimsOf } from "./rules";
import { type BadgeRow, isStanding } from "./store.server";

export interface EvidenceRow {
  /** The latest of its claims. */
  factId: FactId;
  at: number;
  /** Null: there is none, or the viewer may not see it. */
  topicId: TopicId | null;
  topicKind: TopicKind | null;
  title: string | null;
  commentId: CommentId | null;
}

/** What stands for somebody's badge, the latest first: one row a subject, whatever was said of it how often. */
export async function loadEvidence(
  read: Tx,
  viewer: Viewer,
  of: { memberId: MemberId; counted: Counted },
  { before, limit }: { before: FactId | null; limit: number },
): Promise<EvidenceRow[]> {
  const latest = max(ledgerClaims.factId);
  const rows = await read
    .select({
      factId: sql<FactId>`${latest}`.mapWith(ledgerClaims.factId),
      at: sql<number>`${max(ledgerClaims.at)}`.mapWith(ledgerClaims.at),
      topicId: topics.id,
      topicKind: topics.kind,
      title: topics.title,
      commentId: comments.id,
    })
    .from(ledgerClaims)
    .leftJoin(comments, and(eq(comments.id, ledgerClaims.commentId), seenComment(viewer)))
    .leftJoin(topics, and(eq(topics.id, ledgerClaims.topicId), visibleTo(viewer)))
    .where(claimsFor(of))
    .groupBy(ledgerClaims.subject, topics.id, topics.kind, topics.title, comments.id)
    .having(before ? lt(latest, sql`${before}`) : undefined)
    .orderBy(desc(latest))
    .limit(limit);
  return rows;
}

const claimsFor = ({ memberId, counted }: { memberId: MemberId; counted: Counted }): SQL | undefined =>
  and(eq(ledgerClaims.memberId, memberId), inArray(ledgerClaims.kind, [...claimsOf(counted)]), isStanding());

const seenComment = (viewer: Viewer): SQL | undefined =>
  isModerator(viewer) ? undefined : eq(comments.isHidden, false);

export async function countEvidence(read: Tx, of: { memberId: MemberId; counted: Counted }): Promise<number> {
  const [row] = await read
    .select({ subjects: countDistinct(ledgerClaims.subject) })
    .from(ledgerClaims)
    .where(claimsFor(of));
  return row?.subjects ?? 0;
}

export interface StepRow {
  step: number;
  at: number;
  reason: string | null;
  giverId: MemberId | null;
  giver: string | null;
}

/** The badge itself, on each of its steps. */
interface BadgeStepRow extends StepRow {
  badge: BadgeRow;
}

/** The steps somebody has of a badge now, the highest first, and who gave it. */
export const loadSteps = (read: Tx, memberId: MemberId, badgeId: BadgeId): Promise<BadgeStepRow[]> =>
  read
    .select({
      ...{ step: badgeAwards.step, at: badgeAwards.at, reason: badgeAwards.reason },
      ...{ giverId: members.id, giver: members.displayName },
      badge: badges,
    })
    .from(badgeAwards)
    .innerJoin(badges, eq(badges.id, badgeAwards.badgeId))
    .leftJoin(members, eq(members.id, badgeAwards.by))
    .where(and(eq(badgeAwards.memberId, memberId), eq(badgeAwards.badgeId, badgeId), isNull(badgeAwards.withdrawnAt)))
    .orderBy(desc(badgeAwards.step))
    .limit(50);
