import type { Idea } from "~/features/ideas/ideas.server";
import { ideaAtHand } from "~/features/ideas/ideas.server";
import { ideasNamed, markMerged, markUnmerged } from "~/features/ideas/merging.server";
import { lockIdeas } from "~/features/ideas/tallies.server";
import { type Member, whyNotTakePart } from "~/features/members/rules";
import { followersCome } from "~/features/topics/merging.server";
import { touchTopic } from "~/features/topics/topics.server";
import { moveVotes, moveVotesApart, rootOf } from "~/features/voting/merging.server";
import { clock } from "~/platform/clock";
import { record } from "~/platform/record.server";
import { refuse, refuseFields } from "~/platform/refusals";
import { cleanText } from "~/platform/text";
import type { TopicId } from "~db/ids.ts";
import type { Store, Tx } from "~db/store.ts";
import { takeFollowersBack } from "./followers.server";
import { mayMerge, whyNotMerge, whyNotReason, whyNotTogether, whyNotUnmerge } from "./rules";
import {
  aboutToFollow,
  insertMerge,
  type Merge,
  markUndone,
  rememberFollows,
  rememberShared,
  standingMerge,
  wasMerged,
} from "./store.server";

// Everything here holds the roots it touches, in order of their numbers, and then looks again where merges lead: whoever
// votes or merges at the same moment has come before, and is seen, or comes after. Where it looks otherwise than before,
// all is let go and begun anew, as holding one more would be out of order.

/**
 * Links a duplicate to the idea that says the same: from then on one person counts once over both. Into one that is
 * merged itself it goes to that one's root. Merging the same again changes nothing.
 */
export async function mergeIdeas(
  db: Store,
  me: Member,
  { duplicateId, targetId, reason }: { duplicateId: TopicId; targetId: TopicId; reason: string },
): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()) ?? (mayMerge(me) ? null : "merge.not.yours"));
  const said = cleanText(reason);
  refuseFields({ reason: whyNotReason(said) });
  while (!(await db.write((tx) => mergeHeld(tx, me, { duplicateId, targetId, reason: said }))));
}

interface Wish {
  duplicateId: TopicId;
  targetId: TopicId;
  reason: string;
}

// False: the target was merged or unmerged before it was held.
async function mergeHeld(tx: Tx, me: Member, { duplicateId, targetId, reason }: Wish): Promise<boolean> {
  const root = await heldWithRoot(tx, duplicateId, targetId);
  if (!root) return false;
  const duplicate = await ideaAtHand(tx, me, duplicateId);
  const asked = await ideaAtHand(tx, me, targetId);
  const target = root === targetId ? asked : await ideaAtHand(tx, me, root);
  const isSaidBefore = duplicate.status === "merged" && (await rootOf(tx, duplicateId)) === root;
  if (isSaidBefore && targetId !== duplicateId) return true;
  refuse(whyNotMerge(me, { duplicate, asked: targetId, target }));
  await link(tx, { duplicate, target, by: me, reason });
  return true;
}

/** Holds an idea and the root of another. The root; null when that changed before it was held. */
async function heldWithRoot(tx: Tx, id: TopicId, other: TopicId): Promise<TopicId | null> {
  const root = await rootOf(tx, other);
  await lockIdeas(tx, [id, root]);
  return (await rootOf(tx, other)) === root ? root : null;
}

/** Links two ideas that are held: votes, followers, status, fact. */
async function link(
  tx: Tx,
  { duplicate, target, by, reason }: { duplicate: Idea; target: Idea; by: Member | null; reason: string },
): Promise<void> {
  const [from, to, at] = [duplicate.id, target.id, clock.now()];
  const before = await markMerged(tx, duplicate, { by, reason: reason || null, at });
  const merge = await insertMerge(tx, { duplicateId: from, targetId: to, by: by?.id ?? null, reason, ...before, at });
  const also = await aboutToFollow(tx, from, duplicate.authorId);
  await rememberFollows(tx, merge, await followersCome(tx, { from, to, also, at }));
  await rememberShared(tx, { mergeId: merge, from, to });
  await moveVotes(tx, from, from, to);
  await record(tx, { kind: "idea.merged", by, topic: duplicate, details: { merge, target: to } });
  touchTopic(tx, to, target.boardId);
}

/**
 * Takes a duplicate out again, within thirty days: its votes, followers and status are as they were, and what was cast on
 * the target meanwhile stays there. One that is not merged stays as it is.
 */
export async function unmergeIdea(db: Store, me: Member, duplicateId: TopicId): Promise<void> {
  refuse(whyNotTakePart(me, clock.now()) ?? (mayMerge(me) ? null : "merge.not.yours"));
  while (!(await db.write((tx) => unmergeHeld(tx, me, duplicateId))));
}

async function unmergeHeld(tx: Tx, me: Member, duplicateId: TopicId): Promise<boolean> {
  const root = await heldWithRoot(tx, duplicateId, duplicateId);
  if (!root) return false;
  const duplicate = await ideaAtHand(tx, me, duplicateId);
  const merge = await standingMerge(tx, duplicateId);
  if (!merge) return true;
  refuse(whyNotUnmerge(me, merge.at, clock.now()));
  await unlink(tx, me, { duplicate, merge, root });
  await record(tx, {
    kind: "idea.unmerged",
    by: me,
    topic: duplicate,
    details: { merge: merge.id, target: merge.targetId },
  });
  return true;
}

/** Takes out what is held, with its root. */
async function unlink(
  tx: Tx,
  by: Member,
  { duplicate, merge, root }: { duplicate: Idea; merge: Merge; root: TopicId },
): Promise<void> {
  const { id, targetId, statusBefore: to, statusBeforeAt: since } = merge;
  await markUndone(tx, id, by.id, clock.now());
  await takeFollowersBack(tx, merge);
  await moveVotesApart(tx, duplicate.id, root);
  await markUnmerged(tx, duplicate, { by, to, since });
  for (const { id, boardId } of await ideasNamed(tx, [...new Set([targetId, root])])) touchTopic(tx, id, boardId);
}

/**
 * Links what a source says is one, in the caller's transaction. Where somebody here has merged it, or taken it out again,
 * the source has no say; what can't be one stays as it is. True when it did something.
 */
export async function importMerge(tx: Tx, duplicateId: TopicId, targetId: TopicId): Promise<boolean> {
  const root = await heldWithRoot(tx, duplicateId, targetId);
  if (!root || (await wasMerged(tx, duplicateId))) return false;
  const [duplicate, target] = await ideasNamed(tx, [duplicateId, root]);
  if (!duplicate || !target || whyNotTogether({ duplicate, asked: targetId, target })) return false;
  await link(tx, { duplicate, target, by: null, reason: "" });
  return true;
}
