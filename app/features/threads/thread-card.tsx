import MessageSquare from "lucide-react/icons/message-square";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { smallOf } from "~/features/pictures/rules";
import { topicPage } from "~/features/topics/rules";
import { StateChips } from "~/features/topics/state-chips";
import { Rich, useSpeech, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Chip } from "~/ui/chip";
import { TimeAgo } from "~/ui/time";
import { KindChip } from "./kind-chip";
import type { ThreadCard as Thread } from "./listing.server";
import { threadsHref } from "./thread-filter";
import "./thread-card.css";

interface ThreadCardProps {
  thread: Thread;
  now: number;
}

const TAGS_SHOWN = 3;

/** A thread in a list. What shows something shows its picture first. */
export function ThreadCard({ thread, now }: ThreadCardProps): ReactNode {
  const t = useT();
  const page = topicPage({ kind: "thread", id: thread.id });
  return (
    <article className="thread-card" id={`thread-${thread.id}`}>
      <Avatar name={thread.author} hue={hueOf(thread.authorId)} level={thread.authorLevel} large />
      <div>
        <div className="meta">
          <KindChip kind={thread.kind} />
          {thread.isAnswered && <Chip tone="good">{t("threads.answered")}</Chip>}
          <StateChips visibility={thread.visibility} isLocked={thread.isLocked} />
          <a className="tag" href={threadsHref({ board: thread.boardSlug })}>
            {thread.board}
          </a>
          {thread.tags.slice(0, TAGS_SHOWN).map((tag) => (
            <a className="tag" key={tag} href={threadsHref({ tag })}>
              {tag}
            </a>
          ))}
        </div>
        <h2 className="thread-card__title">
          <a href={page}>{thread.title}</a>
        </h2>
        {thread.cover && (
          // The title above is the same way, and says where it leads.
          <div aria-hidden="true">
            <a href={page} tabIndex={-1}>
              <img className="thread-card__cover" src={smallOf(thread.cover)} alt="" loading="lazy" />
            </a>
          </div>
        )}
        <p className="muted">{thread.glance}</p>
        <CardFoot thread={thread} now={now} />
      </div>
    </article>
  );
}

function CardFoot({ thread, now }: ThreadCardProps): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  return (
    <div className="meta thread-card__foot">
      <PersonName id={thread.authorId} name={thread.author} />
      <span>
        <TimeAgo at={thread.createdAt} now={now} />
      </span>
      <span className="meta__icon number">
        <MessageSquare size={14} strokeWidth={1.75} aria-hidden="true" />
        <span aria-hidden="true">{thread.comments.toLocaleString(locale)}</span>
        <span className="visually-hidden">{t("comments.count", { count: thread.comments })}</span>
      </span>
      {thread.comments > 0 && (
        <span>
          <Rich k="threads.card.active" values={{ time: <TimeAgo at={thread.lastActivityAt} now={now} /> }} />
        </span>
      )}
    </div>
  );
}
