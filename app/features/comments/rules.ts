import { isModerator, isStaff, type Viewer } from "~/features/members/rules";
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

/** Why this person can't change the comment's words. */
export function whyNotEditComment(
  me: Viewer,
  comment: { authorId: MemberId; isHidden: boolean },
  topic: TopicState,
): RefusalCode | null {
  if (me?.id !== comment.authorId) return "not.author";
  return comment.isHidden ? "comment.hidden" : whyNotComment(me, topic);
}
