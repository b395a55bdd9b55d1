import { and, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { levelOf } from "~/features/members/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { prepared, type Value } from "~db/prepared.ts";
import { members } from "~db/schema/members.ts";
import { hidings, moderationActs } from "~db/schema/moderation.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import { type Hiding, hidesIt } from "./moderating.store.server";
import { inTurn } from "./roots.store.server";
import type { ObjectionKey, VoteKind } from "./rules";

export type VoteRow = typeof votes.$inferSelect;

const voteAdded = prepared((tx, value: Value<VoteRow>) =>
  tx.insert(votes).values({
    ...{ castOn: value("castOn"), memberId: value("memberId"), kind: value("kind"), root: value("root") },
    ...{ counts: value("counts"), weight: value("weight"), guest: value("guest"), staff: value("staff") },
    ...{ entryGroup: value("entryGroup"), reason: value("reason"), at: value("at") },
    excludedBy: value("excludedBy"),
  }),
);

export async function addVote(tx: Tx, vote: VoteRow): Promise<void> {
  await voteAdded(tx, vote);
}

/** The votes that were there: those cast on the root, and those cast on what was merged into it. */
export function removeVotes(tx: Tx, root: TopicId, memberId: MemberId, kind: VoteKind): Promise<VoteRow[]> {
  return tx
    .delete(votes)
    .where(and(eq(votes.root, root), eq(votes.memberId, memberId), eq(votes.kind, kind)))
    .returning();
}

/** An objection with its words, also where they are hidden. */
export interface LoadedObjection extends ObjectionKey {
  name: string;
  level: number | null;
  reason: string;
  hiding: Hiding | null;
  at: number;
}

const countedVote = prepared((read, value: Value<{ root: TopicId; memberId: MemberId; kind: VoteKind }>) => {
  const isTheirs = and(eq(votes.memberId, value("memberId")), eq(votes.kind, value("kind")));
  return read
    .select({ at: votes.at })
    .from(votes)
    .where(and(eq(votes.root, value("root")), isTheirs, sql`${votes.counts}`))
    .limit(1);
});

/** Whether this person's vote of this kind counts for a root, wherever under it it was cast. */
export async function hasVoted(read: Tx, root: TopicId, memberId: MemberId, kind: VoteKind): Promise<boolean> {
  return (await countedVote(read, { root, memberId, kind })).length > 0;
}

export async function loadObjections(
  read: Tx,
  root: TopicId,
  after: { at: number; id: MemberId } | null,
  limit: number,
): Promise<LoadedObjection[]> {
  const beyond = after
    ? and(lte(votes.at, after.at), or(lt(votes.at, after.at), lt(votes.memberId, sql`${after.id}`)))
    : undefined;
  const rows = await read
    .select({
      ...{ topicId: votes.castOn, objectorId: votes.memberId, reason: votes.reason, at: votes.at },
      name: members.displayName,
      level: levelOf(votes.memberId),
      hiding: { reason: moderationActs.reason },
    })
    .from(votes)
    .innerJoin(members, eq(members.id, votes.memberId))
    .leftJoin(hidings, hidesIt)
    .leftJoin(moderationActs, eq(moderationActs.id, hidings.actId))
    .where(and(eq(votes.root, root), eq(votes.kind, "objection"), eq(votes.counts, true), beyond))
    .orderBy(desc(votes.at), desc(votes.memberId))
    .limit(limit);
  return rows.map((row) => ({ ...row, reason: row.reason ?? "" }));
}

/** When the objection was made that is shown of this member's under a root. */
export async function timeOfObjection(read: Tx, root: TopicId, memberId: MemberId): Promise<number | undefined> {
  const [row] = await read
    .select({ at: votes.at })
    .from(votes)
    .where(
      and(eq(votes.root, root), eq(votes.memberId, memberId), eq(votes.kind, "objection"), eq(votes.counts, true)),
    );
  return row?.at;
}

/** The tallies of one idea as its vote rows make them. */
export interface CountedVotes {
  root: TopicId;
  supporters: number;
  staffSupport: number;
  problemHavers: number;
  objections: number;
  weightSum: number;
  guestSum: number;
}

// sum(case …) reads the same on both engines; filter (where …) does not
const sumWhere = (condition: ReturnType<typeof and>, amount = sql`1`) =>
  sql<number>`coalesce(sum(case when ${condition} then ${amount} else 0 end), 0)`.mapWith(Number);

// What an audit excluded stays, and adds to nothing.
const adds = isNull(votes.excludedBy);
const isFan = and(eq(votes.kind, "support"), eq(votes.staff, false));
const sums = {
  root: votes.root,
  supporters: sumWhere(isFan),
  staffSupport: sumWhere(and(eq(votes.kind, "support"), eq(votes.staff, true))),
  problemHavers: sumWhere(eq(votes.kind, "problem")),
  objections: sumWhere(eq(votes.kind, "objection")),
  weightSum: sumWhere(and(isFan, eq(votes.guest, false)), sql`${votes.weight}`),
  guestSum: sumWhere(and(isFan, eq(votes.guest, true))),
};

/** The ideas with votes whose ids are in (after, upTo]: what their rows add up to. */
export function countVotes(read: Tx, after: number, upTo: number): Promise<CountedVotes[]> {
  return read
    .select(sums)
    .from(votes)
    .where(and(eq(votes.counts, true), adds, gt(votes.root, sql`${after}`), lte(votes.root, sql`${upTo}`)))
    .groupBy(votes.root);
}

/** The same of one idea; undefined when it has no votes. */
export async function countVotesOf(read: Tx, root: TopicId): Promise<CountedVotes | undefined> {
  const [row] = await read
    .select(sums)
    .from(votes)
    .where(and(eq(votes.counts, true), adds, eq(votes.root, root)))
    .groupBy(votes.root);
  return row;
}

/** How many fans stand behind these roots taken together: each once, as the vote says of which `elect` makes one. */
export async function peopleTogether(read: Tx, roots: readonly TopicId[]): Promise<number> {
  const firsts = read
    .select({
      staff: votes.staff,
      excludedBy: votes.excludedBy,
      place: sql<number>`row_number() over (partition by ${votes.memberId} order by ${inTurn})`.as("place"),
    })
    .from(votes)
    .where(and(inArray(votes.root, [...roots]), eq(votes.kind, "support")))
    .as("firsts");
  return read.$count(firsts, and(eq(firsts.place, 1), eq(firsts.staff, false), isNull(firsts.excludedBy)));
}

/** Roots under which not exactly one vote counts of all that somebody has of a kind: how many do, and how many should. */
export function unevenRoots(
  read: Tx,
  after: number,
  upTo: number,
): Promise<Array<{ id: TopicId; stored: number; counted: number }>> {
  const counting = sumWhere(eq(votes.counts, true));
  const each = read
    .select({ root: votes.root, counting: counting.as("counting") })
    .from(votes)
    .where(and(gt(votes.root, sql`${after}`), lte(votes.root, sql`${upTo}`)))
    .groupBy(votes.root, votes.memberId, votes.kind)
    .as("each");
  return read
    .select({
      id: each.root,
      stored: sql<number>`sum(${each.counting})`.mapWith(Number),
      counted: sql<number>`count(*)`.mapWith(Number),
    })
    .from(each)
    .groupBy(each.root)
    .having(sql`min(${each.counting}) <> 1 or max(${each.counting}) <> 1`);
}
