import { and, count, eq, sql } from "drizzle-orm";
import { latestLambda } from "~/features/members/scope.server";
import type { TopicId } from "~db/ids.ts";
import { auditedIdeas } from "~db/schema/auditing.ts";
import { ideas } from "~db/schema/ideas.ts";
import { toldSupports, votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { WEIGHTLESS_GROUP } from "./rules";
import { isCountingSupport } from "./scope.server";

export type CountedIdea = NonNullable<Awaited<ReturnType<typeof loadCountedIdea>>>;

/** An idea's numbers, what is told of who weighs how much, and what the latest look at its votes found. */
export async function loadCountedIdea(read: Tx, id: TopicId) {
  const { supporters, staffSupport, problemHavers, objections, importedSupport, importedObjections } = ideas;
  const { flow, withoutOneSeed, audited } = auditedIdeas;
  const [row] = await read
    .select({
      ...{ supporters, staffSupport, problemHavers, objections, importedSupport, importedObjections },
      ...{ weightSum: ideas.weightSum, guestSum: ideas.guestSum, trusted: ideas.trusted },
      ...{ status: ideas.status, underAuditSince: ideas.underAuditSince },
      ...{ flow, withoutOneSeed, audited, auditedAt: auditedIdeas.at },
      told: toldSupports,
      lambda: sql<number | null>`${latestLambda(read)}`,
    })
    .from(ideas)
    .leftJoin(toldSupports, eq(toldSupports.topicId, ideas.topicId))
    .leftJoin(auditedIdeas, eq(auditedIdeas.topicId, ideas.topicId))
    .where(eq(ideas.topicId, id));
  return row;
}

/** How many of those who support it an import brought: they count, and weigh nothing. */
export async function countWeightless(read: Tx, id: TopicId): Promise<number> {
  const [row] = await read
    .select({ people: count() })
    .from(votes)
    .where(and(eq(votes.root, id), isCountingSupport, eq(votes.entryGroup, WEIGHTLESS_GROUP)));
  return row?.people ?? 0;
}
