import { lockIdeas } from "~/features/ideas/tallies.server";
import { Overtaken } from "~db/errors.ts";
import type { AuditId, MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { markExcluded, markReadmitted, rootsExcludedBy } from "./excluding.store.server";
import { settleRoot } from "./merging.server";
import { rootOf, rootSince } from "./roots.store.server";
import { type CountedVotes, countVotesOf } from "./store.server";

/** Holds an idea, and the one where votes on it count; says which that is. Throws Overtaken when merging was faster. */
export async function heldWithRoot(tx: Tx, id: TopicId): Promise<TopicId> {
  const root = await rootOf(tx, id);
  await lockIdeas(tx, [id, root]);
  if ((await rootOf(tx, id)) !== root) throw new Overtaken("votes were moved meanwhile");
  return root;
}

interface Exclusion {
  auditId: AuditId;
  topicId: TopicId;
  /** The idea where those votes count; it must be held (`heldWithRoot`). */
  root: TopicId;
  memberIds: readonly MemberId[];
  /** When their votes began to look so. Whatever they cast under the root since then, and since the idea is merged there,
   * was meant for it, too. UTC milliseconds. */
  since: number;
}

/** Takes these people's votes on an idea out of every number. They stay as rows, and come back by `readmitVotes`. */
export async function excludeVotes(tx: Tx, exclusion: Exclusion): Promise<void> {
  const { root, topicId } = exclusion;
  const before = await countVotesOf(tx, root);
  const since = Math.max(exclusion.since, (await rootSince(tx, topicId)) ?? 0);
  await markExcluded(tx, { ...exclusion, since });
  await settleRoot(tx, root, before);
}

/** Counts again what an audit excluded, of these people or of all, wherever merging has moved it. Throws Overtaken. */
export async function readmitVotes(tx: Tx, auditId: AuditId, memberIds: readonly MemberId[] | null): Promise<void> {
  const roots = await rootsExcludedBy(tx, auditId, memberIds);
  await lockIdeas(tx, roots);
  const held = await rootsExcludedBy(tx, auditId, memberIds);
  if (held.some((root) => !roots.includes(root))) throw new Overtaken("votes were moved meanwhile");
  const before = new Map<TopicId, CountedVotes | undefined>();
  for (const root of roots) before.set(root, await countVotesOf(tx, root));
  await markReadmitted(tx, auditId, memberIds);
  for (const root of roots) await settleRoot(tx, root, before.get(root));
}
