import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import type { MemberId, TopicId } from "~db/ids.ts";
import { Comment, StandsOut } from "./comment";
import { CommentForm } from "./comment-form";
import type { CommentPage, WrittenComment } from "./comments.server";
import { OrderMenu } from "./order-menu";
import "./comments.css";

export interface CommentsProps {
  topicId: TopicId;
  /** Who began the topic. */
  authorId: MemberId;
  page: CommentPage;
  total: number;
  /** The topic's own page. */
  base: string;
  meId: MemberId | null;
  /** Whether the reader may put comments on top. */
  mayPin: boolean;
  /** The token of this page's forms. */
  once: string;
  now: number;
  /** Why the reader can't comment. */
  whyNot: RefusalCode | null;
  /** What other rooms offer: lines of a comment's menu; for a hidden one, what stands beside it. */
  tools(comment: WrittenComment): ReactNode;
  /** What they offer in its row, at hand. */
  rowTools?(comment: WrittenComment): ReactNode;
}

/** The discussion under a topic: what is there, and a place to join. */
export function Comments(props: CommentsProps): ReactNode {
  const t = useT();
  const { topicId, page, total, base, meId, once, now, whyNot } = props;
  // A new visit clears the forms; a vote or a follow, which only reads the page anew, leaves what is being typed.
  const { key: visit, hash } = useLocation();
  const by = page.order === "helpful" ? "by=helpful" : "";
  return (
    <Card
      id="comments"
      title={t("comments.count", { count: total })}
      note={total > 1 && <OrderMenu base={base} order={page.order} />}
    >
      {page.startsLate && <ButtonLink href={`${base}?${by}#comments`}>{t("comments.from.start")}</ButtonLink>}
      {page.comments.length === 0 && <p className="muted">{t("comments.none")}</p>}
      {page.top.map((comment) => (
        <StandsOut key={`top-${comment.id}`} comment={comment} now={now} />
      ))}
      {page.comments.map((comment) => (
        <Comment
          {...props}
          key={`${comment.id}-${visit}`}
          comment={comment}
          isAskedFor={hash === `#comment-${comment.id}`}
        />
      ))}
      {page.next && (
        <ButtonLink href={`${base}?${by && `${by}&`}after=${page.next}#comments`}>{t("comments.more")}</ButtonLink>
      )}
      <div className="comments">
        <CommentForm topicId={topicId} once={once} whyNot={whyNot} takesPictures={meId !== null} key={visit} />
        {!meId && !whyNot && <p className="small muted">{t("comments.visitor")}</p>}
      </div>
    </Card>
  );
}
