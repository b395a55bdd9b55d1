import type { Viewer } from "~/features/members/rules";
import type { TopicRow } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";

export const LONGEST_COMMENT = 20_000;

/** Why nobody can comment there. */
export const whyNotComment = (topic: Pick<TopicRow, "visibility">): RefusalCode | null =>
  topic.visibility === "draft" ? "comment.on.draft" : null;

export function whyNotText(text: string): RefusalCode | null {
  if (text === "") return "text.missing";
  return text.length > LONGEST_COMMENT ? "text.long" : null;
}

export const whyNotEditComment = (me: Viewer, comment: { authorId: MemberId }): RefusalCode | null =>
  me?.id === comment.authorId ? null : "not.author";
