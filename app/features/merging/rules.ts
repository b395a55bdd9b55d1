import { type IdeaFacts, type IdeaStatus, isOpen } from "~/features/ideas/rules";
import { isModerator, isStaff, type Viewer } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { TopicId } from "~db/ids.ts";

/** So long a merge can be undone. */
export const UNMERGE_DAYS = 30;
const DAY = 86_400_000;

const LONGEST_REASON = 2_000;

/** Moderators keep the house in order, staff read every idea: both see what says the same. */
export const mayMerge = (me: Viewer): boolean => isModerator(me) || isStaff(me);

// Its author took it back, or nobody looks there any more: no place for others' support.
const OUT_OF_SIGHT: readonly IdeaStatus[] = ["withdrawn", "archived"];

/** What is to be merged. */
interface Wish {
  duplicate: IdeaFacts;
  /** As it was asked for. */
  asked: TopicId;
  /** The end of the way that merges lead on from there; the same when it isn't merged. */
  target: IdeaFacts;
}

/** Why these two can't be one. Whoever stands in a chain already is taken out of it first. */
export function whyNotMerge(me: Viewer, { duplicate, asked, target }: Wish): RefusalCode | null {
  if (!mayMerge(me)) return "merge.not.yours";
  return whyNotTogether({ duplicate, asked, target }) ?? (isOpen(duplicate.status) ? null : "merge.not.open");
}

/** The same for a source that says they are one: it may have closed the duplicate. */
export function whyNotTogether({ duplicate, asked, target }: Wish): RefusalCode | null {
  if (duplicate.id === asked) return "merge.itself";
  if (duplicate.id === target.id) return "merge.circle";
  if (duplicate.status === "merged") return "merge.already";
  const both = [duplicate, target];
  // Readers of the one would be led to what they may not read.
  if (both.some(({ visibility }) => visibility === "draft")) return "merge.draft";
  if (both.some(({ visibility }) => visibility === "hidden")) return "merge.hidden";
  return OUT_OF_SIGHT.includes(target.status) ? "merge.target.closed" : null;
}

/** Why a merge made at `mergedAt` can't be undone by this person, now (UTC milliseconds). */
export function whyNotUnmerge(me: Viewer, mergedAt: number, now: number): RefusalCode | null {
  if (!mayMerge(me)) return "merge.not.yours";
  return now - mergedAt > UNMERGE_DAYS * DAY ? "unmerge.late" : null;
}

/** For how many days it can still be undone, the last one counted. */
export const daysLeft = (mergedAt: number, now: number): number =>
  Math.max(0, Math.ceil((mergedAt + UNMERGE_DAYS * DAY - now) / DAY));

export function whyNotReason(reason: string): RefusalCode | null {
  if (reason === "") return "reason.missing";
  return reason.length > LONGEST_REASON ? "reason.long" : null;
}

/** The idea that somebody means by its number, with or without `#`, or by its address. */
export function ideaMeant(text: string): number | null {
  const digits = /^\s*#?(\d+)\s*$/.exec(text)?.[1] ?? /\/ideas\/(\d+)(?:[/?#].*)?\s*$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
