import { and, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { comments } from "~db/schema/comments.ts";
import { standings, tieReplies, ties, trustRuns, trustScores, vouches } from "~db/schema/trust.ts";
import type { Tx } from "~db/store.ts";

/** Deletes thanks and acceptances under these topics, while their comments still stand, and the replies: returns those. */
export async function deleteTiesOf(
  tx: Tx,
  topics: readonly TopicId[],
): Promise<Array<{ fromId: MemberId; toId: MemberId }>> {
  const here = inArray(comments.topicId, [...topics]);
  const said = tx.select({ id: comments.id }).from(comments).where(here);
  const subjects = tx
    .select({ subject: sql<string>`'comment:' || ${comments.id}` })
    .from(comments)
    .where(here);
  const writers = tx.select({ id: comments.authorId }).from(comments).where(here);
  await tx
    .delete(ties)
    .where(
      and(
        inArray(ties.kind, ["thanks", "acceptance"]),
        or(inArray(ties.lowId, writers), inArray(ties.highId, writers)),
        inArray(ties.subject, subjects),
      ),
    );
  return tx
    .delete(tieReplies)
    .where(inArray(tieReplies.commentId, said))
    .returning({ fromId: tieReplies.fromId, toId: tieReplies.toId });
}

/** These people are tied to nobody, nobody vouches for them, and they stand nowhere. */
export async function deleteTiesBy(tx: Tx, people: readonly MemberId[]): Promise<void> {
  const these = [...people];
  await tx.delete(ties).where(inArray(ties.lowId, these));
  await tx.delete(ties).where(inArray(ties.highId, these));
  await tx.delete(tieReplies).where(inArray(tieReplies.fromId, these));
  await tx.delete(tieReplies).where(inArray(tieReplies.toId, these));
  await tx.delete(vouches).where(inArray(vouches.fromId, these));
  await tx.delete(vouches).where(inArray(vouches.toId, these));
  await tx.delete(trustScores).where(inArray(trustScores.memberId, these));
  await tx.delete(standings).where(inArray(standings.memberId, these));
  await tx
    .update(trustRuns)
    .set({ by: null })
    .where(and(isNotNull(trustRuns.by), inArray(trustRuns.by, these)));
}
