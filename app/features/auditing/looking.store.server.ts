import { and, countDistinct, desc, eq, gt, gte, inArray, isNull, lt, lte, ne, type SQL, sql } from "drizzle-orm";
import { isOpen, STATUSES } from "~/features/ideas/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { Vote } from "~/features/trust/graph/rings";
import { type AuditId, GREATEST_ID, type TopicId } from "~db/ids.ts";
import { audits } from "~db/schema/auditing.ts";
import { ideas } from "~db/schema/ideas.ts";
import { topics } from "~db/schema/topics.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { unindexed } from "~db/unindexed.ts";

// The order is by trusted support, which an index of statuses must not get before.
const takesVotes = inArray(unindexed(ideas.status), STATUSES.filter(isOpen));

/** The ideas with most trusted support that still take votes in, by that. */
export async function firstIdeas(read: Tx, limit: number): Promise<TopicId[]> {
  const rows = await read
    .select({ id: ideas.topicId })
    .from(ideas)
    .innerJoin(topics, eq(topics.id, ideas.topicId))
    .where(and(gt(ideas.trusted, 0), takesVotes, visibleTo(null)))
    .orderBy(desc(ideas.trusted), desc(ideas.topicId))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Whether an idea has votes of its own to look at: it was published, and is not merged into another. */
export async function takesAudit(read: Tx, id: TopicId): Promise<boolean> {
  const rows = await read
    .select({ id: ideas.topicId })
    .from(ideas)
    .where(and(eq(ideas.topicId, id), ne(ideas.status, "merged"), ne(ideas.status, "draft")));
  return rows.length > 0;
}

export async function openAuditOn(read: Tx, topicId: TopicId): Promise<AuditId | undefined> {
  const [row] = await read
    .select({ id: audits.id })
    .from(audits)
    .where(and(eq(audits.topicId, topicId), isNull(audits.verdict)));
  return row?.id;
}

/** How many fans with numbers in [from, before) supported something since then, and how many of them as guests. */
export async function votersSince(
  read: Tx,
  since: number,
  from: number,
  before: number | null,
): Promise<{ voters: number; guests: number }> {
  const [row] = await read
    .select({
      voters: countDistinct(votes.memberId),
      guests: countDistinct(sql`case when ${votes.guest} then ${votes.memberId} end`),
    })
    .from(votes)
    .where(and(gte(votes.memberId, sql`${from}`), below(before), gte(votes.at, since), ...isCountingSupport));
  return row ?? { voters: 0, guests: 0 };
}

const below = (before: number | null): SQL =>
  before === null ? lte(votes.memberId, sql`${GREATEST_ID}`) : lt(votes.memberId, sql`${before}`);

/** Down to which member about so many votes are, before `before`; null when there are none. */
export async function voterAfter(read: Tx, before: number | null, count: number): Promise<number | null> {
  const [far] = await read
    .select({ id: votes.memberId })
    .from(votes)
    .where(below(before))
    .orderBy(desc(votes.memberId))
    .limit(1)
    .offset(count - 1);
  if (far) return far.id;
  const [last] = await read
    .select({ id: sql<number | null>`min(${votes.memberId})` })
    .from(votes)
    .where(below(before));
  return last?.id ?? null;
}

/** All counting support by fans with numbers in [from, before) who support one of these ideas. */
export function votesBetween(
  read: Tx,
  ideaIds: readonly TopicId[],
  from: number,
  before: number | null,
): Promise<Vote[]> {
  const theirs = and(gte(votes.memberId, sql`${from}`), below(before), ...isCountingSupport);
  const voters = read
    .select({ id: votes.memberId })
    .from(votes)
    .where(and(theirs, inArray(votes.root, [...ideaIds])));
  return read
    .select({
      ...{ member: votes.memberId, idea: votes.root, at: votes.at, weight: votes.weight, guest: votes.guest },
      entryGroup: votes.entryGroup,
    })
    .from(votes)
    .where(and(theirs, inArray(votes.memberId, voters)));
}

const isCountingSupport = [
  ...[eq(votes.kind, "support"), eq(votes.counts, true), eq(votes.staff, false)],
  ...[isNull(votes.excludedBy), ne(votes.entryGroup, 0)],
];
