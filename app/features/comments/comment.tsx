import EyeOff from "lucide-react/icons/eye-off";
import Heart from "lucide-react/icons/heart";
import Pin from "lucide-react/icons/pin";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { StaffTag } from "~/features/members/staff-tag";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Chip } from "~/ui/chip";
import { Prose } from "~/ui/prose";
import { TimeAgo } from "~/ui/time";
import { CommentTools, type ToolsProps } from "./comment-tools";
import type { CommentView, WrittenComment } from "./comments.server";
import "./comment-tools.css";

interface CommentProps extends Omit<ToolsProps, "comment"> {
  comment: CommentView;
  now: number;
  /** The address names it. A browser's own `:target` misses what is navigated to without loading the page. */
  isAskedFor: boolean;
}

const isWritten = (comment: CommentView): comment is WrittenComment => comment.writer !== null;

/** A comment in its place, with what the reader can do there. */
export function Comment({ comment, now, isAskedFor, ...props }: CommentProps): ReactNode {
  if (!isWritten(comment)) return <Placeholder comment={comment} />;
  return (
    <article
      className="comment"
      id={`comment-${comment.id}`}
      data-level={comment.parentId ? 2 : 1}
      data-here={isAskedFor}
    >
      <Words comment={comment} now={now}>
        <CommentTools {...props} comment={comment} />
      </Words>
    </article>
  );
}

/** A comment once more, above them all. What can be done with it is done in its place. */
export function StandsOut({ comment, now }: { comment: CommentView; now: number }): ReactNode {
  const t = useT();
  if (!isWritten(comment)) return null;
  return (
    <article className="comment comment--top" data-tone={comment.isAccepted ? "good" : "plain"}>
      <Words comment={comment} now={now}>
        <div className="meta comment__tools">
          <a href={`/comments/${comment.id}`}>{t("comments.in.place")}</a>
        </div>
      </Words>
    </article>
  );
}

interface WordsProps {
  comment: WrittenComment;
  now: number;
  children: ReactNode;
}

function Words({ comment, now, children }: WordsProps): ReactNode {
  const t = useT();
  const { writer, hiding, idea } = comment;
  return (
    <>
      <Avatar name={writer.name} hue={hueOf(writer.id)} level={writer.level} />
      <div>
        <div className="meta">
          <PersonName id={writer.id} name={writer.name} />
          {writer.isStaff && <StaffTag team={writer.team} title={writer.title} />}
          <a href={`/comments/${comment.id}`} title={t("comments.permalink")}>
            <TimeAgo at={comment.createdAt} now={now} />
          </a>
          {comment.editedAt && (
            <a className="link" href={`/comments/${comment.id}/history`}>
              {t("comments.edited")}
            </a>
          )}
          <Marks comment={comment} />
        </div>
        {comment.isHidden && (
          <p className="comment__hidden">
            {hiding ? t("comments.hidden.mine", { reason: hiding.reason }) : t("comments.hidden.only")}
          </p>
        )}
        <Prose html={comment.html} />
        {idea && (
          <a className="link comment__idea" href={`/ideas/${idea.id}`}>
            <span className="visually-hidden">{t("comments.idea.became")} </span>→{" "}
            <span className="number">#{idea.id}</span> {idea.title}
          </a>
        )}
        {children}
      </div>
    </>
  );
}

/** What others made of a comment. */
function Marks({ comment: { isAccepted, isPinned, isHidden, isThanked } }: { comment: CommentView }): ReactNode {
  const t = useT();
  return (
    <>
      {isAccepted && <Chip tone="good">{t("comments.accepted")}</Chip>}
      {isPinned && !isHidden && (
        <span className="comment__mark">
          <Pin size={14} strokeWidth={1.75} aria-hidden="true" /> {t("comments.pinned")}
        </span>
      )}
      {isThanked && (
        <span className="comment__mark comment__mark--warm">
          <Heart size={14} strokeWidth={1.75} aria-hidden="true" /> {t("comments.thanked")}
        </span>
      )}
    </>
  );
}

/** Where a hidden comment stood, as long as replies hang on it. */
function Placeholder({ comment: { id, parentId, hiding } }: { comment: CommentView }): ReactNode {
  const t = useT();
  return (
    <article className="comment comment--empty" id={`comment-${id}`} data-level={parentId ? 2 : 1}>
      <EyeOff size={18} strokeWidth={1.75} aria-hidden="true" />
      <p className="muted">{hiding ? t("comments.hidden", { reason: hiding.reason }) : t("comments.hidden.only")}</p>
    </article>
  );
}
