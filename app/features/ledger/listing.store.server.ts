import { and, desc, eq, gte, lt, ne, notInArray, or, sql } from "drizzle-orm";
import type { Viewer } from "~/features/members/rules";
import type { TopicKind } from "~/features/topics/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";
import { contributions, ledgerClaims } from "~db/schema/ledger.ts";
import { topics } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";
import type { Days } from "./calendar";
import { CLAIM_KINDS, type ClaimKind, isPrivate } from "./rules";

/** A claim as its page lists it. */
export interface ListedClaim {
  factId: FactId;
  kind: ClaimKind;
  stands: boolean;
  points: number;
  at: number;
  day: number;
  commentId: CommentId | null;
  /** Null: it is about no topic, or about one that this viewer may not see. */
  topicId: TopicId | null;
  topicKind: TopicKind | null;
  title: string | null;
}

/** Whose claims, whether those in private are among them, and behind which. */
interface Wanted {
  memberId: MemberId;
  isWhole: boolean;
  /** Only of these days; null: all. */
  days: Days | null;
  after: { at: number; id: FactId } | null;
  limit: number;
}

/** A member's claims, the latest first. */
export function listClaims(
  read: Tx,
  viewer: Viewer,
  { memberId, isWhole, days, after, limit }: Wanted,
): Promise<ListedClaim[]> {
  const { factId, kind, stands, points, at, day, commentId } = ledgerClaims;
  const beyond = after ? or(lt(day, after.at), and(eq(day, after.at), lt(factId, after.id))) : undefined;
  // Marks that were taken back are left out, so that whoever marks and unmarks fills nobody's page. What else was taken
  // back is no business of others.
  const isListed = isWhole ? or(eq(stands, true), ne(kind, "helpful.received")) : eq(stands, true);
  const open = isWhole ? undefined : notInArray(kind, CLAIM_KINDS.filter(isPrivate));
  return read
    .select({
      ...{ factId, kind, stands, points, at, day, commentId },
      ...{ topicId: topics.id, topicKind: topics.kind, title: topics.title },
    })
    .from(ledgerClaims)
    .leftJoin(topics, and(eq(topics.id, ledgerClaims.topicId), visibleTo(viewer)))
    .where(and(eq(ledgerClaims.memberId, memberId), isIn(days) ?? undefined, isListed, open, beyond))
    .orderBy(desc(day), desc(factId))
    .limit(limit);
}

const isIn = (days: Days | null) => days && and(gte(ledgerClaims.day, days.from), lt(ledgerClaims.day, days.to));

/** What a member's claims of each kind are worth together. */
export function sumsOfKinds(
  read: Tx,
  memberId: MemberId,
  days: Days | null,
): Promise<Array<{ kind: ClaimKind; points: number }>> {
  const { kind, points } = ledgerClaims;
  return read
    .select({ kind, points: sql<number>`sum(${points})`.mapWith(Number) })
    .from(ledgerClaims)
    .where(and(eq(ledgerClaims.memberId, memberId), isIn(days) ?? undefined))
    .groupBy(kind);
}

/** A member's sums over all boards, by period. */
export async function totalsOf(read: Tx, memberId: MemberId): Promise<Map<string, number>> {
  const rows = await read
    .select({ period: contributions.period, points: contributions.points })
    .from(contributions)
    .where(and(eq(contributions.memberId, memberId), eq(contributions.boardId, 0)));
  return new Map(rows.map(({ period, points }) => [period, points]));
}
