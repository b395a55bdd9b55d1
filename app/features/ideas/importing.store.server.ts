import { and, eq, isNotNull } from "drizzle-orm";
import type { MemberId, TopicId } from "~db/ids.ts";
import { answers, statusChanges } from "~db/schema/ideas.ts";
import type { Tx } from "~db/store.ts";

/** True when a person moved the idea here; the clock's moves don't say anything. */
export async function wasMovedByHand(read: Tx, topicId: TopicId): Promise<boolean> {
  const rows = await read
    .select({ id: statusChanges.id })
    .from(statusChanges)
    .where(and(eq(statusChanges.topicId, topicId), isNotNull(statusChanges.by)))
    .limit(1);
  return rows.length > 0;
}

/** An official answer from elsewhere, rendered. */
export interface AnswerFromElsewhere {
  authorId: MemberId;
  text: string;
  html: string;
  /** UTC milliseconds. */
  at: number;
}

/** Keeps the one answer that an idea's source brought, as it is now. The idea must be locked. */
export async function saveImportedAnswer(tx: Tx, topicId: TopicId, answer: AnswerFromElsewhere): Promise<void> {
  const once = `imported ${topicId}`; // no form's token is this: those are hashes
  const changed = await tx
    .update(answers)
    .set(answer)
    .where(and(eq(answers.topicId, topicId), eq(answers.once, once)))
    .returning({ id: answers.id });
  // Whether the one who signs wrote it themselves is not known.
  if (!changed.length) await tx.insert(answers).values({ ...answer, topicId, once, manner: "office" });
}
