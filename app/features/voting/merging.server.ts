import { type Step, stepTally } from "~/features/ideas/tallies.server";
import { saveTrends } from "~/features/ideas/trends.server";
import { clock } from "~/platform/clock";
import type { TopicId } from "~db/ids.ts";
import type { Tx } from "~db/store.ts";
import { touch } from "~db/unit.ts";
import { freeMovedApart } from "./excluding.store.server";
import { elect, pointAt } from "./roots.store.server";
import { type CountedVotes, countVotesOf } from "./store.server";

export { rootOf } from "./roots.store.server";
export { peopleTogether } from "./store.server";

/**
 * Makes the votes cast on an idea, and on all that is merged into it, count for another root: one of each kind a person.
 * Both roots must be locked.
 */
export async function moveVotes(tx: Tx, id: TopicId, from: TopicId, to: TopicId): Promise<void> {
  const before = { from: await countVotesOf(tx, from), to: await countVotesOf(tx, to) };
  await pointAt(tx, id, to);
  await settleRoot(tx, from, before.from);
  await settleRoot(tx, to, before.to);
  touch(tx, "objections");
}

/** The same the other way round: what was out only because two ideas were one counts again. */
export async function moveVotesApart(tx: Tx, id: TopicId, from: TopicId): Promise<void> {
  const before = { from: await countVotesOf(tx, from), id: await countVotesOf(tx, id) };
  await pointAt(tx, id, id);
  for (const root of [from, id]) {
    await freeMovedApart(tx, root);
    await settleRoot(tx, root, before[root === id ? "id" : "from"]);
  }
  touch(tx, "objections");
}

/** Makes one vote of each kind count a person under a locked root, and steps its tally from what was counted before. */
export async function settleRoot(tx: Tx, root: TopicId, before: CountedVotes | undefined): Promise<void> {
  await elect(tx, root);
  await stepTally(tx, root, difference(before, await countVotesOf(tx, root)));
  await saveTrends(tx, [root], clock.now());
}

const difference = (before: CountedVotes | undefined, after: CountedVotes | undefined): Step => {
  const step = (name: Exclude<keyof Step, "trend">): number => (after?.[name] ?? 0) - (before?.[name] ?? 0);
  return {
    supporters: step("supporters"),
    staffSupport: step("staffSupport"),
    problemHavers: step("problemHavers"),
    objections: step("objections"),
    weightSum: step("weightSum"),
    guestSum: step("guestSum"),
  };
};
