import { and, eq, inArray, sql } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { follows } from "~db/schema/topics.ts";
import type { Tx } from "~db/store.ts";

const AT_ONCE = 500;

/** Lets everybody who follows one topic follow another, unless they ever said something about that. Who is new. */
export async function copyFollows(tx: Tx, from: TopicId, to: TopicId, at: number): Promise<MemberId[]> {
  const rows = await tx
    .insert(follows)
    .select(
      tx
        .select({
          topicId: sql<TopicId>`cast(${to} as integer)`.as("topic_id"),
          memberId: follows.memberId,
          wanted: follows.wanted,
          at: sql<number>`cast(${at} as bigint)`.as("at"),
        })
        .from(follows)
        .where(and(eq(follows.topicId, from), eq(follows.wanted, true))),
    )
    .onConflictDoNothing()
    .returning({ memberId: follows.memberId });
  return rows.map(({ memberId }) => memberId);
}

/** Deletes those of these follows that nobody has touched since that moment. Whose they were. */
export async function deleteUntouched(
  tx: Tx,
  topicId: TopicId,
  at: number,
  memberIds: readonly MemberId[],
): Promise<MemberId[]> {
  const gone: MemberId[] = [];
  for (let n = 0; n < memberIds.length; n += AT_ONCE) {
    const some = memberIds.slice(n, n + AT_ONCE);
    const untouched = and(eq(follows.topicId, topicId), eq(follows.wanted, true), eq(follows.at, at));
    const rows = await tx
      .delete(follows)
      .where(and(untouched, inArray(follows.memberId, some)))
      .returning({ memberId: follows.memberId });
    gone.push(...rows.map(({ memberId }) => memberId));
  }
  return gone;
}
