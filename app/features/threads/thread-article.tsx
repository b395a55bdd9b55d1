import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { StaffTag } from "~/features/members/staff-tag";
import { StateChips } from "~/features/topics/state-chips";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Chip } from "~/ui/chip";
import { Prose } from "~/ui/prose";
import { Day } from "~/ui/time";
import { AcceptedLink } from "./accepting-button";
import { KindChip } from "./kind-chip";
import { threadsHref } from "./thread-filter";
import type { ThreadPage } from "./thread-page.server";
import "./thread-article.css";

interface ThreadArticleProps {
  thread: ThreadPage;
  now: number;
  /** What the reader can do with it; other rooms draw most of that. */
  children: ReactNode;
}

/** A thread on its own page. */
export function ThreadArticle({ thread, now, children }: ThreadArticleProps): ReactNode {
  return (
    <article className="card">
      <Head thread={thread} now={now} />
      <Prose html={thread.html} />
      {thread.acceptedId && (
        <p className="thread-answered">
          <AcceptedLink id={thread.acceptedId} />
        </p>
      )}
      <div className="button-row thread-actions">{children}</div>
    </article>
  );
}

function Head({ thread, now }: Omit<ThreadArticleProps, "children">): ReactNode {
  const t = useT();
  return (
    <header className="thread-head">
      <div className="meta">
        <KindChip kind={thread.kind} />
        {thread.isAnswered && <Chip tone="good">{t("threads.answered")}</Chip>}
        <span className="number">#{thread.id}</span>
        <StateChips visibility={thread.visibility} isLocked={thread.isLocked} />
        <a className="tag" href={threadsHref({ board: thread.boardSlug })}>
          {thread.board}
        </a>
        {thread.tags.map((tag) => (
          <a className="tag" key={tag} href={threadsHref({ tag })}>
            {tag}
          </a>
        ))}
      </div>
      <h1>{thread.title}</h1>
      <div className="meta">
        <Avatar name={thread.author} hue={hueOf(thread.authorId)} level={thread.authorLevel} />
        <PersonName id={thread.authorId} name={thread.author} />
        {thread.isStaff && <StaffTag team={thread.team} title={thread.authorTitle} />}
        <Day at={thread.createdAt} now={now} />
        <span className="number">{t("topics.followers", { count: thread.followers })}</span>
        {thread.editedAt && (
          <a className="link" href={`/threads/${thread.id}/history`}>
            {t("threads.edited")}
          </a>
        )}
      </div>
    </header>
  );
}
