import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Prose } from "~/ui/prose";
import { TimeAgo } from "~/ui/time";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
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
}

/** The discussion under a topic: what is there, and a place to join. */
export function Comments({ topicId, page, total, base, meId, once, now }: CommentsProps): ReactNode {
  const t = useT();
  // A new visit clears the forms; a vote or a follow, which only reads the page anew, leaves what is being typed.
  const { key: visit } = useLocation();
  return (
    <Card id="comments" title={t("comments.count", { count: total })} note={total > 1 && t("comments.oldest.first")}>
      {page.startsLate && <ButtonLink href={`${base}#comments`}>{t("comments.from.start")}</ButtonLink>}
      {total === 0 && <p className="muted">{t("comments.none")}</p>}
      {page.comments.map((comment) => (
        <Comment key={`${comment.id}-${visit}`} comment={comment} topicId={topicId} meId={meId} once={once} now={now} />
      ))}
      {page.next && <ButtonLink href={`${base}?after=${page.next}#comments`}>{t("comments.more")}</ButtonLink>}
      <div className="comments">
        <CommentForm topicId={topicId} once={once} key={visit} />
        {!meId && <p className="small muted">{t("comments.visitor")}</p>}
      </div>
    </Card>
  );
}

interface CommentProps {
  comment: CommentView;
  topicId: TopicId;
  meId: MemberId | null;
  once: string;
  now: number;
}

function Comment({ comment, topicId, meId, once, now }: CommentProps): ReactNode {
  const t = useT();
  return (
    <article className="comment" id={`comment-${comment.id}`} data-level={comment.parentId ? 2 : 1}>
      <Avatar name={comment.author} hue={hueOf(comment.authorId)} />
      <div>
        <div className="meta">
          <span className="meta__name">{comment.author}</span>
          <a href={`/comments/${comment.id}`} title={t("comments.permalink")}>
            <TimeAgo at={comment.createdAt} now={now} />
          </a>
          {comment.editedAt && <span>{t("comments.edited")}</span>}
        </div>
        <Prose html={comment.html} />
        <Tools id={comment.id} isMine={comment.authorId === meId} topicId={topicId} once={once} />
      </div>
    </article>
  );
}

function Tools({
  id,
  isMine,
  topicId,
  once,
}: {
  id: CommentId;
  isMine: boolean;
  topicId: TopicId;
  once: string;
}): ReactNode {
  const t = useT();
  return (
    <div className="meta comment__tools">
      <details className="comment__reply">
        <summary>{t("comments.reply")}</summary>
        <CommentForm topicId={topicId} once={`${once}-${id}`} parentId={id} />
      </details>
      {isMine && <a href={`/comments/${id}/edit`}>{t("comments.edit")}</a>}
    </div>
  );
}
