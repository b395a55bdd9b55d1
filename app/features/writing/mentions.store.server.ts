import { and, eq } from "drizzle-orm";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { facts } from "~db/schema/facts.ts";
import type { Tx } from "~db/store.ts";

/** Whom a text has named to be told, whatever became of its words since: by its writer, in a comment or in the topic itself. */
export async function everTold(
  read: Tx,
  { by, topicId, comment }: { by: MemberId; topicId: TopicId; comment: CommentId | null },
): Promise<Set<unknown>> {
  const rows = await read
    .select({ details: facts.details })
    .from(facts)
    .where(and(eq(facts.topicId, topicId), eq(facts.kind, "people.mentioned"), eq(facts.by, by)));
  return new Set(rows.flatMap(({ details }) => (details.comment === comment ? details.members : [])));
}
