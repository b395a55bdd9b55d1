import { whyNotComment, whyNotReply } from "~/features/comments/rules";
import { isStaff, type Viewer, whyNotTakePart } from "~/features/members/rules";
import type { TopicState } from "~/features/topics/rules";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId } from "~db/ids.ts";
import type { ThreadKind } from "./rules";

/** What a rule asks of a thread whose replies may be accepted. Null: its topic is no thread. */
type Question = { kind: ThreadKind } | null;

/** Why this person can't accept a reply there: it is for whoever asked, and for staff. `now` in UTC milliseconds. */
export function whyNotAcceptHere(
  me: Viewer,
  thread: Question,
  topic: TopicState & { authorId: MemberId },
  now: number,
): RefusalCode | null {
  if (thread?.kind !== "question") return "accept.not.question";
  if (me?.id !== topic.authorId && !isStaff(me)) return "accept.not.yours";
  return whyNotComment(me, topic) ?? whyNotTakePart(me, now);
}

/** Why this person can't accept this reply, or take that back. */
export const whyNotAccept = (
  me: Viewer,
  comment: { isHidden: boolean },
  thread: Question,
  topic: TopicState & { authorId: MemberId },
  now: number,
): RefusalCode | null => whyNotAcceptHere(me, thread, topic, now) ?? whyNotReply(comment);
