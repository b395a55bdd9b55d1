import { trendOf } from "~/features/ideas/rules";
import { stepTally } from "~/features/ideas/tallies.server";
import { clock } from "~/platform/clock";
import type { MemberId, TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { addSupport, placeholdersFor, removeSupport } from "./importing.store.server";
import type { VoteRow } from "./store.server";

interface SupportFromElsewhere {
  source: string;
  /** Everybody who supports it there, as they are known here. */
  supporters: readonly MemberId[];
  /** UTC milliseconds: the idea's own date, as sources don't say when each vote was cast. */
  at: number;
}

// All who came with an import came by one way: alone they never pass a gate that asks for several.
const ENTRY_GROUP = 0;

/**
 * Makes the support that came from this source exactly this: who is new there is added, with no weight, and who is gone
 * from there is taken back. Votes cast here stay. The idea must be locked.
 */
export async function importSupport(tx: Tx, ideaId: TopicId, { source, supporters, at }: SupportFromElsewhere) {
  const wanted = new Set(supporters);
  const gone = (await placeholdersFor(tx, ideaId, source)).filter((id) => !wanted.has(id));
  const removed = await removeSupport(tx, ideaId, gone);
  const added = await addSupport(
    tx,
    [...wanted].map((memberId) => weightless(ideaId, memberId, at)),
  );
  const step = added - removed;
  if (step) await stepTally(tx, ideaId, { supporters: step, trend: step * trendOf(at, clock.now()) });
}

/** The support that came with new ideas, whose tallies began with it. */
export async function addImportedSupport(
  tx: Tx,
  ideas: ReadonlyArray<{ id: TopicId; supporters: readonly MemberId[]; at: number }>,
): Promise<void> {
  const rows = ideas.flatMap(({ id, supporters, at }) => supporters.map((memberId) => weightless(id, memberId, at)));
  await addSupport(tx, rows);
}

const weightless = (ideaId: TopicId, memberId: MemberId, at: number): VoteRow => ({
  castOn: ideaId,
  memberId,
  kind: "support",
  root: ideaId,
  counts: true,
  weight: 0,
  guest: false,
  staff: false,
  entryGroup: ENTRY_GROUP,
  reason: null,
  at,
});
