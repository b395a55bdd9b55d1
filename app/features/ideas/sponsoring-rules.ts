import type { Viewer } from "~/features/members/rules";
import type { RefusalCode } from "~/platform/refusals";
import { type IdeaFacts, type IdeaStatus, SPONSOR_LEVEL } from "./rules";

/** A community is young while fewer people hold a power: moderators exercise it for them (people.md 3). */
export const GROWN_UP = 15;

/** Whether a move brings back somebody else's idea that rests. */
export const isSponsoring = (me: Viewer, idea: IdeaFacts, to: IdeaStatus): boolean =>
  idea.status === "stalled" && to === "submitted" && me?.id !== idea.authorId;

/** Why this person can't do that: it was done before, or is for people of level 4, of whom there are enough. */
export function whyNotSponsor(
  me: Viewer,
  { wasSponsored, isYoung }: { wasSponsored: boolean; isYoung: boolean },
): RefusalCode | null {
  if (wasSponsored) return "sponsor.done";
  return (me?.level ?? 0) >= SPONSOR_LEVEL || isYoung ? null : "sponsor.not.yours";
}
