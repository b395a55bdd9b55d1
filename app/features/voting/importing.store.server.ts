import { and, eq, inArray, isNull } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { members } from "~db/schema/members.ts";
import { votes } from "~db/schema/voting.ts";
import { slicesOf } from "~db/slices.ts";
import type { Tx } from "~db/store.ts";
import type { VoteRow } from "./store.server";

/** The supporters of an idea that a source named and who have not come themselves. */
export async function placeholdersFor(read: Tx, castOn: TopicId, source: string): Promise<MemberId[]> {
  const rows = await read
    .select({ id: votes.memberId })
    .from(votes)
    .innerJoin(members, eq(members.id, votes.memberId))
    .where(
      and(eq(votes.castOn, castOn), eq(votes.kind, "support"), eq(members.source, source), isNull(members.username)),
    );
  return rows.map(({ id }) => id);
}

/** How many of these counting votes were not there before. */
export async function addSupport(tx: Tx, rows: readonly VoteRow[]): Promise<number> {
  let added = 0;
  for (const some of slicesOf(rows)) {
    const stored = await tx.insert(votes).values(some).onConflictDoNothing().returning({ id: votes.memberId });
    added += stored.length;
  }
  return added;
}

/** How many votes that counted are gone. */
export async function removeSupport(tx: Tx, castOn: TopicId, memberIds: readonly MemberId[]): Promise<number> {
  let removed = 0;
  for (const some of slicesOf(memberIds)) {
    const rows = await tx
      .delete(votes)
      .where(and(eq(votes.castOn, castOn), eq(votes.kind, "support"), inArray(votes.memberId, some)))
      .returning({ counts: votes.counts });
    removed += rows.filter(({ counts }) => counts).length;
  }
  return removed;
}
