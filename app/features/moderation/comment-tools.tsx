import type { ReactNode } from "react";
import type { WrittenComment } from "~/features/comments/comments.server";
import type { MemberId, TopicId } from "~db/ids.ts";
import { ShowButton } from "./act-button";
import { CommentItems, ReportComment } from "./moderator-menu";
import { commentThing } from "./rules";

interface CommentToolsProps {
  comment: WrittenComment;
  topicId: TopicId;
  me: { id: MemberId; isModerator: boolean } | null;
  /** Whose hidden comments this reader may show again. */
  mayShow: readonly MemberId[];
}

/** What moderation offers in a comment's menu, and beside a hidden one. */
export function CommentTools({
  comment: { id, writer, isHidden },
  topicId,
  me,
  mayShow,
}: CommentToolsProps): ReactNode {
  return (
    <>
      {!isHidden && me?.id !== writer.id && <ReportComment commentId={id} />}
      {isHidden && mayShow.includes(writer.id) && <ShowButton thing={commentThing(topicId, id)} />}
      {!isHidden && me?.isModerator && me.id !== writer.id && (
        <CommentItems commentId={id} authorId={writer.id} author={writer.name} />
      )}
    </>
  );
}
