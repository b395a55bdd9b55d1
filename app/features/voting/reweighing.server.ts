import { setImmediate as nextTick } from "node:timers/promises";
import { ideasNamed } from "~/features/ideas/merging.server";
import { lockIdeas, stepTally } from "~/features/ideas/tallies.server";
import { touchTopic } from "~/features/topics/topics.server";
import type { MemberId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import {
  keyOf,
  lastVoterOf,
  type SupportVote,
  saveWeights,
  staleBetween,
  staleOf,
  votesAt,
} from "./reweighing.store.server";
import { stepOf, sumOf } from "./steps";

const VOTES_A_WRITE = 500;
const VOTERS_A_LOOK = 500;
const VOTES_A_LOOK = 5_000;

/**
 * Gives every fan's support, or that of these members, the weight that the voter has now, and steps the tallies by what
 * changed. Returns how many votes weigh otherwise than before. What came with an import weighs nothing and stays so. A vote
 * that is cast in the very moment in which its voter's standing changes is found by the next look at all.
 */
export async function reweighVotes(db: Store, members?: readonly MemberId[]): Promise<number> {
  let changed = 0;
  for await (const stale of members ? votesOfThese(db, members) : allVotes(db))
    for (let start = 0; start < stale.length; start += VOTES_A_WRITE) {
      const some = stale.slice(start, start + VOTES_A_WRITE);
      changed += await db.write((tx) => reweighSome(tx, some));
    }
  return changed;
}

async function* votesOfThese(db: Store, members: readonly MemberId[]): AsyncGenerator<SupportVote[]> {
  for (let start = 0; start < members.length; start += VOTERS_A_LOOK)
    yield await staleOf(db.read, members.slice(start, start + VOTERS_A_LOOK));
}

// By voters, some thousand votes at a time: others are answered in between.
async function* allVotes(db: Store): AsyncGenerator<SupportVote[]> {
  for (let after = 0; ; ) {
    const upTo = await lastVoterOf(db.read, after, VOTES_A_LOOK);
    if (upTo === null) return;
    yield await staleBetween(db.read, after, upTo);
    after = upTo;
    await nextTick();
  }
}

// With the ideas held nobody else changes these votes; those that merging moved away meanwhile are for the next look. What
// they weigh afterwards is what the update says, as standings may change at any time.
async function reweighSome(tx: Tx, some: readonly SupportVote[]): Promise<number> {
  const roots = new Set(some.map(({ root }) => root));
  await lockIdeas(tx, [...roots]);
  const before = (await votesAt(tx, some)).filter(({ root }) => roots.has(root));
  const after = new Map((await saveWeights(tx, before)).map((vote) => [keyOf(vote), vote]));
  const changes = before.flatMap((was) => {
    const is = after.get(keyOf(was));
    return is && (is.weight !== was.weight || is.guest !== was.guest) ? [{ was, is }] : [];
  });
  for (const root of new Set(changes.map(({ was }) => was.root))) {
    const here = changes.filter(({ was }) => was.root === root);
    await stepTally(tx, root, sumOf(here.flatMap(({ was, is }) => [stepOf(was, -1), stepOf({ ...was, ...is }, 1)])));
  }
  for (const { id, boardId } of await ideasNamed(tx, [...new Set(changes.map(({ was }) => was.root))]))
    touchTopic(tx, id, boardId);
  return changes.length;
}
