import Flag from "lucide-react/icons/flag";
import Shield from "lucide-react/icons/shield";
import type { ReactNode } from "react";
import type { ObjectionKey } from "~/features/voting/rules";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import { moderationPage, objectionThing } from "./rules";
import "~/ui/tabs.css";
import "./moderation.css";

/** Says that something is wrong with a topic. A visitor signs in on the way. */
export function ReportTopic({ topicId }: { topicId: TopicId }): ReactNode {
  const t = useT();
  return (
    <ButtonLink look="quiet" href={`/report/topic/${topicId}`}>
      <Flag size={16} strokeWidth={1.75} aria-hidden="true" /> {t("moderation.report")}
    </ButtonLink>
  );
}

/** The same of a comment: a line of its menu. */
export function ReportComment({ commentId }: { commentId: CommentId }): ReactNode {
  const t = useT();
  return <Item href={`/report/comment/${commentId}`}>{t("moderation.report")}</Item>;
}

/** The same of an objection. */
export function ReportObjection({ topicId, objectorId }: ObjectionKey): ReactNode {
  const t = useT();
  return <a href={`/report/objection/${topicId}/${objectorId}`}>{t("moderation.report")}</a>;
}

interface Author {
  authorId: MemberId;
  author: string;
}

interface TopicMenuProps extends Author {
  topicId: TopicId;
  /** Where it is merged into another, if it can be. */
  mergePage?: string | undefined;
}

/** What a moderator can do with a topic. Opens without JavaScript. */
export function TopicMenu({ topicId, mergePage, authorId, author }: TopicMenuProps): ReactNode {
  const t = useT();
  const page = `/moderation/topics/${topicId}`;
  return (
    <Menu>
      {mergePage && <Item href={mergePage}>{t("ideas.move.merged")}</Item>}
      <Item href={`${page}?do=hide`}>{t("moderation.menu.hide")}</Item>
      <Item href={`${page}?do=lock`}>{t("moderation.menu.lock")}</Item>
      <Item href={`${page}?do=move`}>{t("moderation.menu.move")}</Item>
      <Item href={`${page}?do=retitle`}>{t("moderation.menu.retitle")}</Item>
      <Item href={`/moderation/members/${authorId}`}>{t("moderation.menu.author", { author })}</Item>
    </Menu>
  );
}

/** What a moderator can do with a comment: lines of its menu. */
export function CommentItems({ commentId, authorId, author }: { commentId: CommentId } & Author): ReactNode {
  const t = useT();
  return (
    <>
      <Item href={`/moderation/comments/${commentId}`}>{t("moderation.menu.hide")}</Item>
      <Item href={`/moderation/members/${authorId}`}>{t("moderation.menu.author", { author })}</Item>
    </>
  );
}

/** What a moderator can do with an objection. */
export function ObjectionMenu({ objection, author }: { objection: ObjectionKey; author: string }): ReactNode {
  const t = useT();
  return (
    <Menu>
      <Item href={moderationPage(objectionThing(objection))}>{t("moderation.menu.hide")}</Item>
      <Item href={`/moderation/members/${objection.objectorId}`}>{t("moderation.menu.author", { author })}</Item>
    </Menu>
  );
}

function Menu({ children }: { children: ReactNode }): ReactNode {
  const t = useT();
  return (
    <details className="menu moderator-menu" name="moderator-menu">
      <summary>
        <Shield size={14} strokeWidth={1.75} aria-hidden="true" /> {t("moderation.menu")}
      </summary>
      <ul className="menu__list">{children}</ul>
    </details>
  );
}

const Item = ({ href, children }: { href: string; children: ReactNode }): ReactNode => (
  <li>
    <a className="menu__item" href={href}>
      {children}
    </a>
  </li>
);
