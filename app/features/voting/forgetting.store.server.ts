import { and, asc, eq, inArray } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { arrivals, toldSupports, votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";
import type { VoteRow } from "./store.server";

export async function deleteVotesOn(tx: Tx, ideas: readonly TopicId[]): Promise<void> {
  await tx.delete(toldSupports).where(inArray(toldSupports.topicId, [...ideas]));
  await tx.delete(votes).where(inArray(votes.castOn, [...ideas]));
}

/** The ideas whose tallies these people's votes are in, by id: the order in which they are locked. */
export async function ideasVotedOnBy(read: Tx, people: readonly MemberId[]): Promise<TopicId[]> {
  const rows = await read
    .selectDistinct({ root: votes.root })
    .from(votes)
    .where(inArray(votes.memberId, [...people]))
    .orderBy(asc(votes.root));
  return rows.map(({ root }) => root);
}

export function deleteVotesBy(tx: Tx, root: TopicId, people: readonly MemberId[]): Promise<VoteRow[]> {
  return tx
    .delete(votes)
    .where(and(eq(votes.root, root), inArray(votes.memberId, [...people])))
    .returning();
}

/** From which networks those came whose number these people are. */
export async function deleteArrivalsBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  await tx.delete(arrivals).where(inArray(arrivals.entryGroup, [...people]));
}
