import { and, asc, count, desc, eq, gt, gte, inArray, isNull, ne, sql } from "drizzle-orm";
import { isOpen, STATUSES } from "~/features/ideas/rules";
import { visibleTo } from "~/features/topics/scope.server";
import type { Vote } from "~/features/trust/graph/rings";
import { isWeighedSupport } from "~/features/voting/scope.server";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import { audits } from "~db/schema/auditing.ts";
import { facts } from "~db/schema/facts.ts";
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

/** After which weighing of people the clock looked last; null: it never did, or didn't say. */
export async function lastLookedAfter(read: Tx): Promise<number | null> {
  const [row] = await read
    .select({ details: facts.details })
    .from(facts)
    .where(eq(facts.kind, "votes.checked"))
    .orderBy(desc(facts.id))
    .limit(1);
  const run = row?.details.run;
  return typeof run === "number" ? run : null;
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

export interface Voters {
  voters: number;
  /** How many of them are guests. */
  guests: number;
}

/** How many fans supported something since then. Looks through all votes: there is no order of them by time. */
export async function votersSince(read: Tx, since: number): Promise<Voters> {
  const lately = read
    .select({ guest: sql<number>`max(case when ${votes.guest} then 1 else 0 end)`.as("guest") })
    .from(votes)
    .where(and(gte(votes.at, since), isWeighedSupport))
    .groupBy(unindexed(votes.memberId))
    .as("lately");
  const [row] = await read
    .select({ voters: count(), guests: sql<number>`coalesce(sum(${lately.guest}), 0)`.mapWith(Number) })
    .from(lately);
  return row ?? { voters: 0, guests: 0 };
}

export interface CastVote extends Vote {
  member: MemberId;
  idea: TopicId;
}

const { at, memberId: member, root: idea, weight, guest, entryGroup } = votes;
const VOTE = { member, idea, at, weight, guest, entryGroup };

/** Some of the counting support of an idea, in the order it was cast, behind a vote. */
export const votesAfter = (
  read: Tx,
  topicId: TopicId,
  last: Pick<Vote, "at" | "member">,
  limit: number,
): Promise<CastVote[]> =>
  read
    .select(VOTE)
    .from(votes)
    .where(
      and(
        ...[eq(votes.root, topicId), isWeighedSupport, gte(at, last.at)],
        sql`(${at}, ${member}) > (${last.at}, ${last.member})`,
      ),
    )
    .orderBy(asc(at), asc(member))
    .limit(limit);

/** All counting support by these fans. */
export const votesBy = (read: Tx, fans: readonly MemberId[]): Promise<CastVote[]> =>
  read
    .select(VOTE)
    .from(votes)
    .where(and(inArray(member, [...fans]), isWeighedSupport));
