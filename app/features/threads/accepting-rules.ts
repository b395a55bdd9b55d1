import { whyNotComment, whyNotReply } from "~/features/comments/rules";
import { isStaff, type Viewer } from "~/features/members/rules";
import type { TopicState } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { ThreadKind } from "./rules";

/** What a rule asks of a thread whose replies may be accepted. Null: its topic is no thread. */
type Question = { kind: ThreadKind } | null;

/** Why this person can't accept a reply there: it is for whoever asked, and for staff. */
export function whyNotAcceptHere(
  me: Viewer,
  thread: Question,
  topic: TopicState & { authorId: MemberId },
): RefusalCode | null {
  if (thread?.kind !== "question") return "accept.not.question";
  return me?.id === topic.authorId || isStaff(me) ? whyNotComment(me, topic) : "accept.not.yours";
}

/** Why this person can't accept this reply, or take that back. */
export const whyNotAccept = (
  me: Viewer,
  comment: { isHidden: boolean },
  thread: Question,
  topic: TopicState & { authorId: MemberId },
): RefusalCode | null => whyNotAcceptHere(me, thread, topic) ?? whyNotReply(comment);
