import { and, countDistinct, eq, isNull, type SQL, sql } from "drizzle-orm";
import { latestLambda } from "~/features/members/scope.server";
import type { TopicId } from "~db/ids.ts";
import { auditedIdeas } from "~db/schema/auditing.ts";
import { ideas } from "~db/schema/ideas.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { BAND_FROM, type Band, FEWEST_APART } from "./bands";
import { WEIGHTLESS_GROUP } from "./rules";

export type CountedIdea = NonNullable<Awaited<ReturnType<typeof loadCountedIdea>>>;

/** An idea's numbers, and what the latest look at its votes found. */
export async function loadCountedIdea(read: Tx, id: TopicId) {
  const { supporters, staffSupport, problemHavers, objections, importedSupport, importedObjections } = ideas;
  const { flow, withoutOneSeed, audited } = auditedIdeas;
  const [row] = await read
    .select({
      ...{ supporters, staffSupport, problemHavers, objections, importedSupport, importedObjections },
      ...{ weightSum: ideas.weightSum, guestSum: ideas.guestSum, trusted: ideas.trusted },
      ...{ status: ideas.status, underAuditSince: ideas.underAuditSince },
      ...{ flow, withoutOneSeed, audited, auditedAt: auditedIdeas.at },
      lambda: sql<number | null>`${latestLambda(read)}`,
    })
    .from(ideas)
    .leftJoin(auditedIdeas, eq(auditedIdeas.topicId, ideas.topicId))
    .where(eq(ideas.topicId, id));
  return row;
}

interface CountedSupport extends Record<Band, number> {
  weightless: number;
  entryGroups: number;
}

/** The support of fans that counts: the bands of the first of them before `until`, and by how many ways those came. */
export async function loadSupport(read: Tx, id: TopicId, until: number): Promise<CountedSupport> {
  const isWeighed = sql`${votes.entryGroup} <> ${sql.raw(String(WEIGHTLESS_GROUP))}`;
  const isOver = sql<number>`case when ${isWeighed} and ${votes.at} < ${until} then 1 else 0 end`;
  const each = read
    .select({
      ...{ weight: votes.weight, guest: votes.guest, entryGroup: votes.entryGroup },
      isOver: isOver.as("is_over"),
      place: sql<number>`row_number() over (partition by ${isOver} order by ${votes.at}, ${votes.memberId})`.as(
        "place",
      ),
      people: sql<number>`count(*) over (partition by ${isOver})`.as("people"),
    })
    .from(votes)
    .where(
      and(
        ...[eq(votes.root, id), eq(votes.kind, "support"), eq(votes.counts, true), eq(votes.staff, false)],
        isNull(votes.excludedBy),
      ),
    )
    .as("each");
  const apart = sql.raw(String(FEWEST_APART));
  const isTold = sql`${each.isOver} = 1 and ${each.place} <= ${each.people} - ${each.people} % ${apart}`;
  const sum = (condition: SQL) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);
  const between = (from: number, below: number) =>
    sum(sql`${isTold} and not ${each.guest} and ${each.weight} >= ${from} and ${each.weight} < ${below}`);
  const { full, most, some } = BAND_FROM;
  const [row] = await read
    .select({
      full: between(full, 1_000_000),
      most: between(most, full),
      some: between(some, most),
      guests: sum(sql`${isTold} and (${each.guest} or ${each.weight} < ${some})`),
      weightless: sum(sql`${each.entryGroup} = ${WEIGHTLESS_GROUP}`),
      entryGroups: countDistinct(sql`case when ${isTold} then ${each.entryGroup} end`),
    })
    .from(each);
  return row ?? { full: 0, most: 0, some: 0, guests: 0, weightless: 0, entryGroups: 0 };
}
