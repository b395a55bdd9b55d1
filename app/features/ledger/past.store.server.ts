import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { FactKind } from "~/facts";
import type { CommentId, FactId, MemberId, TopicId } from "~db/ids.ts";
import type { FactRow } from "~db/outbox.ts";
import { comments } from "~db/schema/comments.ts";
import { facts } from "~db/schema/facts.ts";
import { merges } from "~db/schema/merging.ts";
import type { Tx } from "~db/store.ts";

/** What was recorded of these ideas before a fact: that they were merged, that this was undone, or where they moved; in order. */
export function factsBefore(
  read: Tx,
  ideas: readonly TopicId[],
  kinds: readonly FactKind[],
  before: FactId,
): Promise<FactRow[]> {
  if (ideas.length === 0) return Promise.resolve([]);
  return read
    .select()
    .from(facts)
    .where(and(inArray(facts.topicId, [...ideas]), inArray(facts.kind, [...kinds]), lt(facts.id, before)))
    .orderBy(asc(facts.id));
}

/** Ideas that were ever merged into one of these. */
export async function onceMergedInto(read: Tx, targets: readonly TopicId[]): Promise<TopicId[]> {
  const rows = await read
    .selectDistinct({ id: merges.duplicateId })
    .from(merges)
    .where(inArray(merges.targetId, [...targets]));
  return rows.map(({ id }) => id);
}

export async function writerOf(read: Tx, id: CommentId): Promise<MemberId | null> {
  const [row] = await read.select({ authorId: comments.authorId }).from(comments).where(eq(comments.id, id));
  return row?.authorId ?? null;
}
