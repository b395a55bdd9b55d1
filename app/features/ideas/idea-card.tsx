import MessageSquare from "lucide-react/icons/message-square";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { StateChips } from "~/features/topics/state-chips";
import { Rich, useSpeech, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { TimeAgo } from "~/ui/time";
import { CheckedChip } from "./checked-chip";
import type { IdeaCard as Idea } from "./listing.server";
import { WaitingChip } from "./promise-line";
import { isTakenOn } from "./rules";
import { StatusChip } from "./status-chip";
import { FULL_WEIGHT } from "./trusted";
import "./idea-card.css";

interface IdeaCardProps {
  idea: Idea;
  now: number;
  /** The vote button, which another room draws. */
  children: ReactNode;
}

/** An idea in a list. */
export function IdeaCard({ idea, now, children }: IdeaCardProps): ReactNode {
  return (
    <article className="idea-card" id={`idea-${idea.id}`}>
      {children}
      <div>
        <div className="meta">
          <StatusChip status={idea.status} />
          <WaitingChip dueAt={idea.dueAt} now={now} />
          {idea.isChecked && <CheckedChip id={idea.id} />}
          <StateChips visibility={idea.visibility} isLocked={idea.isLocked} />
          {idea.tags.slice(0, 4).map((tag) => (
            <a className="tag" key={tag} href={`/?tag=${encodeURIComponent(tag)}`}>
              {tag}
            </a>
          ))}
        </div>
        <h2 className="idea-card__title">
          <a href={`/ideas/${idea.id}`}>{idea.title}</a>
        </h2>
        <p className="muted">{idea.glance}</p>
        <CardFoot idea={idea} now={now} />
      </div>
    </article>
  );
}

function CardFoot({ idea, now }: Omit<IdeaCardProps, "children">): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  return (
    <div className="meta idea-card__foot">
      <Avatar name={idea.author} hue={hueOf(idea.authorId)} level={idea.authorLevel} />
      <PersonName id={idea.authorId} name={idea.author} />
      <span>
        <TimeAgo at={idea.createdAt} now={now} />
      </span>
      <span className="meta__icon number">
        <MessageSquare size={14} strokeWidth={1.75} aria-hidden="true" />
        <span aria-hidden="true">{idea.comments.toLocaleString(locale)}</span>
        <span className="visually-hidden">{t("comments.count", { count: idea.comments })}</span>
      </span>
      {idea.trusted > 0 && (
        <a className="number" href={`/ideas/${idea.id}/counting`}>
          {t("ideas.card.trusted", { count: idea.trusted / FULL_WEIGHT })}
        </a>
      )}
      {idea.problemHavers > 0 && (
        <span className="number">{t("ideas.card.affected", { count: idea.problemHavers })}</span>
      )}
      {idea.importedSupport > 0 && (
        <span className="number">
          {t("ideas.card.imported", { support: idea.importedSupport, objections: idea.importedObjections })}
        </span>
      )}
      {idea.declined && <span>{t("ideas.card.declined", { reason: idea.declined })}</span>}
      {isTakenOn(idea.status) && idea.owner && (
        <span>
          <Rich k="ideas.card.owner" values={{ owner: <b>{idea.owner}</b> }} />
        </span>
      )}
      {isTakenOn(idea.status) && idea.targetWeek && (
        <span className="number">{t("ideas.card.week", { week: idea.targetWeek })}</span>
      )}
      {idea.merged > 0 && <span className="number">{t("ideas.card.merged", { count: idea.merged })}</span>}
    </div>
  );
}
