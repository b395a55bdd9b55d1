import { inArray } from "drizzle-orm";
import type { MemberId, TeamId, TopicId } from "~db/ids.ts";
import { answers, ideaRevisions, ideas, statusChanges } from "~db/schema/ideas.ts";
import type { Tx } from "~db/store.ts";

export async function deleteIdeas(tx: Tx, ids: readonly TopicId[]): Promise<void> {
  const these = [...ids];
  await tx.delete(answers).where(inArray(answers.topicId, these));
  await tx.delete(statusChanges).where(inArray(statusChanges.topicId, these));
  await tx.delete(ideaRevisions).where(inArray(ideaRevisions.topicId, these));
  await tx.delete(ideas).where(inArray(ideas.topicId, these));
}

/** On ideas that stay: their answers go, nobody owns what they owned, and moves of theirs read as the clock's. Says which ideas they answered. */
export async function deleteStaffWorkOf(tx: Tx, people: readonly MemberId[]): Promise<TopicId[]> {
  const these = [...people];
  const gone = await tx.delete(answers).where(inArray(answers.authorId, these)).returning({ topicId: answers.topicId });
  await tx.update(ideas).set({ ownerId: null }).where(inArray(ideas.ownerId, these));
  await tx.update(statusChanges).set({ by: null }).where(inArray(statusChanges.by, these));
  await tx.update(statusChanges).set({ ownerId: null }).where(inArray(statusChanges.ownerId, these));
  return [...new Set(gone.map(({ topicId }) => topicId))];
}

/** Which of the teams an idea or one of its moves names. */
export async function teamsNamed(read: Tx, ids: readonly TeamId[]): Promise<TeamId[]> {
  const these = [...ids];
  const owned = await read.selectDistinct({ id: ideas.teamId }).from(ideas).where(inArray(ideas.teamId, these));
  const moved = await read
    .selectDistinct({ id: statusChanges.teamId })
    .from(statusChanges)
    .where(inArray(statusChanges.teamId, these));
  return [...owned, ...moved].flatMap(({ id }) => (id ? [id] : []));
}
