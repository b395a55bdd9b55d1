import { isModerator, isStaff, type Viewer, whyNotTakePart } from "~/features/members/rules";
import { type TopicState, whyNotHere, whyNotWriteHere } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";

const LONGEST_COMMENT = 20_000;

/** Why this person can't comment there. In a locked topic moderators and staff still may. */
export function whyNotComment(me: Viewer, topic: TopicState): RefusalCode | null {
  if (topic.visibility === "draft") return "comment.on.draft";
  return isModerator(me) || isStaff(me) ? whyNotHere(topic) : whyNotWriteHere(topic);
}

/** Why nobody can answer this comment. */
export const whyNotReply = (comment: { isHidden: boolean }): RefusalCode | null =>
  comment.isHidden ? "comment.hidden" : null;

/** Who may read a hidden comment's words: whoever wrote it, and moderators. */
export const mayRead = (viewer: Viewer, comment: { authorId: MemberId; isHidden: boolean }): boolean =>
  !comment.isHidden || isModerator(viewer) || viewer?.id === comment.authorId;

export function whyNotText(text: string): RefusalCode | null {
  if (text === "") return "text.missing";
  return text.length > LONGEST_COMMENT ? "text.long" : null;
}

/** Why this person can't change the comment's words. `now` in UTC milliseconds. */
export function whyNotEditComment(
  me: Viewer,
  comment: { authorId: MemberId; isHidden: boolean },
  topic: TopicState,
  now: number,
): RefusalCode | null {
  if (me?.id !== comment.authorId) return "not.author";
  return whyNotReply(comment) ?? whyNotComment(me, topic) ?? whyNotTakePart(me, now);
}

/** In which order a discussion is read: as it was said, or what helped most people first. */
export const ORDERS = ["time", "helpful"] as const;
export type CommentOrder = (typeof ORDERS)[number];
export const orderFrom = (text: string | null): CommentOrder => (text === "helpful" ? "helpful" : "time");

type Marked = Pick<CommentState, "authorId" | "isHidden">;

/** What a rule asks of a comment. */
export interface CommentState {
  authorId: MemberId;
  isHidden: boolean;
  /** Whether whoever wrote it works for the brand. */
  isByStaff: boolean;
}

/** Why this person can't say that a comment helped, or take that back. */
export function whyNotMark(me: Viewer, comment: Marked, topic: TopicState): RefusalCode | null {
  if (me?.id === comment.authorId) return "mark.own";
  return whyNotReply(comment) ?? whyNotComment(me, topic);
}

/** Why this person can't say "that helped": it goes from whoever began the topic to the brand's people. */
export function whyNotThank(
  me: Viewer,
  comment: CommentState,
  topic: TopicState & { authorId: MemberId },
): RefusalCode | null {
  if (me?.id !== topic.authorId) return "thanks.not.yours";
  if (!comment.isByStaff || me.id === comment.authorId) return "thanks.not.staff";
  return whyNotReply(comment) ?? whyNotComment(me, topic);
}

/** Who may put a comment on top of a discussion. */
export const mayPin = (me: Viewer): boolean => isStaff(me) || isModerator(me);

/** Why this person can't put the comment on top: it is for what the brand's people say. */
export function whyNotPin(me: Viewer, comment: CommentState, topic: TopicState): RefusalCode | null {
  if (!mayPin(me)) return "not.staff";
  if (!comment.isByStaff) return "pin.not.staff";
  return whyNotReply(comment) ?? whyNotHere(topic);
}
