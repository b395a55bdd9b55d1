import Ellipsis from "lucide-react/icons/ellipsis";
import Heart from "lucide-react/icons/heart";
import { type MouseEvent, type ReactNode, useRef } from "react";
import { apply } from "~/features/writing/apply-edit";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import type { MemberId, TopicId } from "~db/ids.ts";
import { CommentForm } from "./comment-form";
import type { WrittenComment } from "./comments.server";
import { HelpfulButton } from "./helpful-button";
import { addedTo, asQuote, firstWords, textIn } from "./quoting";
import { WishButton } from "./wish-button";
import "~/ui/tabs.css";

export interface ToolsProps {
  comment: WrittenComment;
  topicId: TopicId;
  authorId: MemberId;
  meId: MemberId | null;
  mayPin: boolean;
  once: string;
  whyNot: RefusalCode | null;
  tools(comment: WrittenComment): ReactNode;
  rowTools?(comment: WrittenComment): ReactNode;
}

/** What the reader can do with a comment: the usual in a row, the rest in a menu. */
export function CommentTools(props: ToolsProps): ReactNode {
  const { comment, authorId, meId, whyNot, tools, rowTools } = props;
  const { isHidden, writer } = comment;
  if (isHidden) return <div className="meta comment__tools">{tools(comment)}</div>;
  const mayWrite = meId !== null && !whyNot;
  return (
    <div className="meta comment__tools">
      <HelpfulButton comment={comment} isMine={writer.id === meId} isOpen={!whyNot} isVisitor={meId === null} />
      {mayWrite && <Reply {...props} />}
      {rowTools?.(comment)}
      {mayWrite && meId === authorId && writer.isStaff && writer.id !== meId && <Thanks comment={comment} />}
      <Menu {...props} mayWrite={mayWrite} />
    </div>
  );
}

function Reply({ comment: { id }, topicId, once }: ToolsProps): ReactNode {
  const t = useT();
  return (
    <details className="comment__reply">
      <summary>
        <span className="comment__closed">{t("comments.reply")}</span>
        <span className="comment__open">{t("comments.reply.cancel")}</span>
      </summary>
      <CommentForm topicId={topicId} once={`${once}-${id}`} parentId={id} whyNot={null} takesPictures />
    </details>
  );
}

function Thanks({ comment: { id, isThanked } }: Pick<ToolsProps, "comment">): ReactNode {
  const t = useT();
  return (
    <WishButton
      className="comment__press"
      action={`/comments/${id}/thanks`}
      wish={isThanked ? "unthank" : "thank"}
      isPressed={isThanked}
    >
      <Heart size={16} strokeWidth={1.75} aria-hidden="true" /> {t("comments.thank")}
    </WishButton>
  );
}

function Menu({ comment, topicId, meId, mayPin, mayWrite, tools }: ToolsProps & { mayWrite: boolean }): ReactNode {
  const t = useT();
  const { id, writer, isPinned, idea } = comment;
  const menu = useRef<HTMLDetailsElement>(null);
  return (
    <details ref={menu} className="menu comment__menu" name="comment-menu">
      <summary aria-label={t("comments.tools")} title={t("comments.tools")}>
        <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
      </summary>
      <ul className="menu__list">
        {mayWrite && <QuoteLink comment={comment} topicId={topicId} />}
        {mayWrite && writer.id === meId && <MenuLink href={`/comments/${id}/edit`}>{t("comments.edit")}</MenuLink>}
        {!idea && <MenuLink href={`/comments/${id}/idea`}>{t("comments.idea.make")}</MenuLink>}
        {mayPin && writer.isStaff && (
          <li>
            <WishButton
              className="menu__item"
              action={`/comments/${id}/pin`}
              wish={isPinned ? "unpin" : "pin"}
              onDone={() => close(menu.current)}
            >
              {t(isPinned ? "comments.unpin" : "comments.pin")}
            </WishButton>
          </li>
        )}
        {tools(comment)}
      </ul>
    </details>
  );
}

// Whoever pressed an item goes on from the menu it stood in.
function close(menu: HTMLDetailsElement | null): void {
  menu?.removeAttribute("open");
  menu?.querySelector("summary")?.focus();
}

const MenuLink = ({ href, children }: { href: string; children: ReactNode }): ReactNode => (
  <li>
    <a className="menu__item" href={href}>
      {children}
    </a>
  </li>
);

/** Quotes the comment in the reply box beside it; without JavaScript, on the page of its own. */
function QuoteLink({ comment, topicId }: Pick<ToolsProps, "comment" | "topicId">): ReactNode {
  const t = useT();
  const item = useRef<HTMLLIElement>(null);
  const said = t("comments.quoted", { name: comment.writer.name }); // now: a page has the sentences it was drawn with
  const quote = (event: MouseEvent): void => {
    const tools = item.current?.closest(".comment__tools");
    const reply = tools?.querySelector<HTMLDetailsElement>(".comment__reply");
    const box = reply?.querySelector("textarea");
    if (!reply || !box) return;
    event.preventDefault();
    const quoted = asQuote(said + firstWords(textIn(comment.html)));
    tools?.querySelector(".comment__menu")?.removeAttribute("open");
    reply.open = true; // a box that is not shown takes no words
    apply(box, addedTo(box.value, quoted));
  };
  return (
    <li ref={item}>
      <a className="menu__item" href={`/topics/${topicId}/comments?quote=${comment.id}`} onClick={quote}>
        {t("comments.quote")}
      </a>
    </li>
  );
}
