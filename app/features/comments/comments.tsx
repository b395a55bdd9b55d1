import { useLocation } from "@remix-run/react";
import { EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Prose } from "~/ui/prose";
import { TimeAgo } from "~/ui/time";
import type { MemberId, TopicId } from "~db/ids.ts";
import { CommentForm } from "./comment-form";
import type { CommentPage, CommentView } from "./comments.server";
import "./comments.css";

interface CommentsProps {
  topicId: TopicId;
  page: CommentPage;
  total: number;
  /** The topic's own page. */
  base: string;
  meId: MemberId | null;
  /** The token of this page's forms. */
  once: string;
  now: number;
  /** Why the reader can't comment. */
  whyNot: RefusalCode | null;
  /** What other rooms offer beside a comment. */
  tools(comment: WrittenComment): ReactNode;
}

/** A comment whose words the reader sees. */
export type WrittenComment = CommentView & { writer: NonNullable<CommentView["writer"]> };

/** The discussion under a topic: what is there, and a place to join. */
export function Comments(props: CommentsProps): ReactNode {
  const t = useT();
  const { topicId, page, total, base, meId, once, whyNot } = props;
  // A new visit clears the forms; a vote or a follow, which only reads the page anew, leaves what is being typed.
  const { key: visit } = useLocation();
  return (
    <Card id="comments" title={t("comments.count", { count: total })} note={total > 1 && t("comments.oldest.first")}>
      {page.startsLate && <ButtonLink href={`${base}#comments`}>{t("comments.from.start")}</ButtonLink>}
      {page.comments.length === 0 && <p className="muted">{t("comments.none")}</p>}
      {page.comments.map((comment) => (
        <Comment {...props} key={`${comment.id}-${visit}`} comment={comment} />
      ))}
      {page.next && <ButtonLink href={`${base}?after=${page.next}#comments`}>{t("comments.more")}</ButtonLink>}
      <div className="comments">
        <CommentForm topicId={topicId} once={once} whyNot={whyNot} takesPictures={meId !== null} key={visit} />
        {!meId && !whyNot && <p className="small muted">{t("comments.visitor")}</p>}
      </div>
    </Card>
  );
}

type CommentProps = CommentsProps & { comment: CommentView };

const isWritten = (comment: CommentView): comment is WrittenComment => comment.writer !== null;

function Comment({ comment, ...props }: CommentProps): ReactNode {
  return isWritten(comment) ? <Written {...props} comment={comment} /> : <Placeholder comment={comment} />;
}

function Written({ comment, now, ...props }: CommentsProps & { comment: WrittenComment }): ReactNode {
  const t = useT();
  const { writer, hiding } = comment;
  return (
    <article className="comment" id={`comment-${comment.id}`} data-level={comment.parentId ? 2 : 1}>
      <Avatar name={writer.name} hue={hueOf(writer.id)} />
      <div>
        <div className="meta">
          <span className="meta__name">{writer.name}</span>
          <a href={`/comments/${comment.id}`} title={t("comments.permalink")}>
            <TimeAgo at={comment.createdAt} now={now} />
          </a>
          {comment.editedAt && <span>{t("comments.edited")}</span>}
        </div>
        {comment.isHidden && (
          <p className="comment__hidden">
            {hiding ? t("comments.hidden.mine", { reason: hiding.reason }) : t("comments.hidden.only")}
          </p>
        )}
        <Prose html={comment.html} />
        <Tools comment={comment} {...props} />
      </div>
    </article>
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

type ToolsProps = Omit<CommentsProps, "now"> & { comment: WrittenComment };

function Tools({ comment, topicId, meId, once, whyNot, tools }: ToolsProps): ReactNode {
  const t = useT();
  const { id, isHidden, writer } = comment;
  const mayWrite = meId && !isHidden && !whyNot;
  return (
    <div className="meta comment__tools">
      {mayWrite && (
        <details className="comment__reply">
          <summary>
            <span className="comment__closed">{t("comments.reply")}</span>
            <span className="comment__open">{t("comments.reply.cancel")}</span>
          </summary>
          <CommentForm topicId={topicId} once={`${once}-${id}`} parentId={id} whyNot={null} takesPictures />
        </details>
      )}
      {mayWrite && writer.id === meId && <a href={`/comments/${id}/edit`}>{t("comments.edit")}</a>}
      {tools(comment)}
    </div>
  );
}
