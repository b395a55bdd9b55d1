import type { FactId, MemberId, MergeId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import type { Past } from "./claims";
import { ledgerFact } from "./facts-read";
import { factsBefore, onceMergedInto, writerOf } from "./past.store.server";

/** A merge that stood at a moment. */
interface Standing {
  factId: FactId;
  merge: MergeId;
  duplicateId: TopicId;
  target: TopicId;
  authorId: MemberId | null;
}

/** What happened before, as facts tell it: the same whenever it is asked. */
export const pastIn = (read: Tx): Past => ({
  duplicatesOf: async (target, before) =>
    (await standingInto(read, [target], before)).flatMap(({ merge, authorId }) =>
      authorId === null ? [] : [{ merge, authorId }],
    ),
  hasShipped: (idea, before) => hasShipped(read, idea, before),
  writerOf: (comment) => writerOf(read, comment),
});

// Merges make no circles, so that this ends.
async function standingInto(read: Tx, targets: readonly TopicId[], before: FactId): Promise<Standing[]> {
  const candidates = await onceMergedInto(read, targets);
  const direct = (await standingOf(read, candidates, before)).filter(({ target }) => targets.includes(target));
  if (direct.length === 0) return [];
  const further = direct.map(({ duplicateId }) => duplicateId);
  return [...direct, ...(await standingInto(read, further, before))].sort((one, other) => one.factId - other.factId);
}

async function standingOf(read: Tx, duplicates: readonly TopicId[], before: FactId): Promise<Standing[]> {
  const standing = new Map<TopicId, Standing>();
  for (const row of await factsBefore(read, duplicates, ["idea.merged", "idea.unmerged"], before)) {
    const fact = ledgerFact(row);
    if (!fact?.topicId) continue;
    if (fact.kind === "idea.unmerged") standing.delete(fact.topicId);
    if (fact.kind === "idea.merged")
      standing.set(fact.topicId, {
        ...{ factId: fact.id, merge: fact.details.merge, target: fact.details.target },
        ...{ duplicateId: fact.topicId, authorId: fact.authorId },
      });
  }
  return [...standing.values()];
}

async function hasShipped(read: Tx, idea: TopicId, before: FactId): Promise<boolean> {
  const moves = await factsBefore(read, [idea], ["idea.moved"], before);
  if (moves.some(({ details }) => details.to === "in_release")) return true;
  const [merge] = await standingOf(read, [idea], before);
  return merge !== undefined && hasShipped(read, merge.target, before);
}
