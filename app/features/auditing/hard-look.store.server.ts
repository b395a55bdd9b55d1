import { and, eq, notInArray } from "drizzle-orm";
import { isWeighedSupport } from "~/features/voting/scope.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { auditedIdeas } from "~db/schema/auditing.ts";
import { ideas } from "~db/schema/ideas.ts";
import { votes } from "~db/schema/voting.ts";
import type { Tx } from "~db/store.ts";

/** Whose support of an idea weighs something for itself, and the sums of all. */
export async function supportOf(
  read: Tx,
  topicId: TopicId,
): Promise<{ members: MemberId[]; supporters: number; weightSum: number; guestSum: number }> {
  const rows = await read
    .select({ member: votes.memberId, weight: votes.weight, guest: votes.guest })
    .from(votes)
    .where(and(eq(votes.root, topicId), isWeighedSupport));
  const [idea] = await read.select({ supporters: ideas.supporters }).from(ideas).where(eq(ideas.topicId, topicId));
  const known = rows.filter(({ guest }) => !guest);
  return {
    members: known.map(({ member }) => member),
    supporters: idea?.supporters ?? 0,
    weightSum: known.reduce((sum, { weight }) => sum + weight, 0),
    guestSum: rows.length - known.length,
  };
}

type HardLook = typeof auditedIdeas.$inferInsert;

export async function saveHardLooks(tx: Tx, looks: readonly HardLook[]): Promise<void> {
  for (const { topicId, ...look } of looks)
    await tx
      .insert(auditedIdeas)
      .values({ topicId, ...look })
      .onConflictDoUpdate({ target: auditedIdeas.topicId, set: look });
}

/** Forgets what was found of all but these. */
export async function deleteHardLooks(tx: Tx, but: readonly TopicId[]): Promise<void> {
  await tx.delete(auditedIdeas).where(but.length ? notInArray(auditedIdeas.topicId, [...but]) : undefined);
}
