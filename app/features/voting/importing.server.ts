import { trendOf } from "~/features/ideas/rules";
import { lockIdea, stepTally } from "~/features/ideas/tallies.server";
import { clock } from "~/platform/clock";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { addSupport, placeholdersFor, removeSupport } from "./importing.store.server";
import { settleRoot } from "./merging.server";
import { isAmongMerged, rootOf } from "./roots.store.server";
import { WEIGHTLESS_GROUP } from "./rules";
import { countVotesOf, type VoteRow } from "./store.server";

interface SupportFromElsewhere {
  source: string;
  /** Everybody who supports it there, as they are known here. */
  supporters: readonly MemberId[];
  /** UTC milliseconds: the idea's own date, as sources don't say when each vote was cast. */
  at: number;
}

/**
 * Makes the support that came from this source exactly this: who is new there is added, with no weight, and who is gone
 * from there is taken back. Votes cast here stay. The idea must be locked.
 */
export async function importSupport(tx: Tx, ideaId: TopicId, { source, supporters, at }: SupportFromElsewhere) {
  const wanted = new Set(supporters);
  const gone = (await placeholdersFor(tx, ideaId, source)).filter((id) => !wanted.has(id));
  const root = (await isAmongMerged(tx, ideaId)) ? await lockedRoot(tx, ideaId) : null;
  const before = root ? await countVotesOf(tx, root) : undefined;
  const removed = await removeSupport(tx, ideaId, gone);
  const rows = [...wanted].map((memberId) => weightless({ castOn: ideaId, memberId, root, at }));
  const step = (await addSupport(tx, rows)) - removed;
  if (root) await settleRoot(tx, root, before);
  else if (step) await stepTally(tx, ideaId, { supporters: step, trend: step * trendOf(at, clock.now()) });
}

/** The support that came with new ideas, whose tallies began with it. */
export async function addImportedSupport(
  tx: Tx,
  ideas: ReadonlyArray<{ id: TopicId; supporters: readonly MemberId[]; at: number }>,
): Promise<void> {
  const rows = ideas.flatMap(({ id, supporters, at }) =>
    supporters.map((memberId) => weightless({ castOn: id, memberId, root: null, at })),
  );
  await addSupport(tx, rows);
}

// Who merges or votes under that root waits. Imports hold ideas in the order of their rows: where that makes a circle
// with somebody else, PostgreSQL ends it and the slice is written again.
async function lockedRoot(tx: Tx, ideaId: TopicId): Promise<TopicId> {
  for (;;) {
    const root = await rootOf(tx, ideaId);
    await lockIdea(tx, root);
    if ((await rootOf(tx, ideaId)) === root) return root;
  }
}

const weightless = ({
  castOn,
  memberId,
  root,
  at,
}: Pick<VoteRow, "castOn" | "memberId" | "at"> & { root: TopicId | null }): VoteRow => ({
  ...{ castOn, memberId, at },
  kind: "support",
  root: root ?? castOn,
  counts: root === null, // among merged ideas it is settled afterwards whose count
  weight: 0,
  guest: false,
  staff: false,
  excludedBy: null,
  entryGroup: WEIGHTLESS_GROUP,
  reason: null,
});
