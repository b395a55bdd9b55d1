import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { hueOf } from "~/features/members/rules";
import { StateChips } from "~/features/topics/state-chips";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Prose } from "~/ui/prose";
import { Day } from "~/ui/time";
import { CheckedChip } from "./checked-chip";
import { IdeaNumbers } from "./idea-numbers";
import type { IdeaPage } from "./idea-page.server";
import { OfficialAnswer } from "./official-answer";
import { OriginLine } from "./origin-line";
import { PromiseLine } from "./promise-line";
import { StatusChip } from "./status-chip";
import { StepLine } from "./step-line";
import { Verdict } from "./verdict";
import "./idea-page.css";

interface IdeaArticleProps {
  idea: IdeaPage;
  now: number;
  /** What the reader can do with it; other rooms draw most of that. */
  children: ReactNode;
}

/** An idea on its own page: where it stands, the words, the numbers, the official answer. */
export function IdeaArticle({ idea, now, children }: IdeaArticleProps): ReactNode {
  return (
    <article className="card">
      <Head idea={idea} now={now} />
      <StepLine status={idea.status} been={idea.history.map(({ to }) => to)} />
      <Verdict idea={idea} now={now} />
      <PromiseLine promisedAt={idea.promisedAt} dueAt={idea.dueAt} now={now} />
      <Words idea={idea} />
      {idea.status !== "draft" && idea.status !== "merged" && <IdeaNumbers idea={idea} />}
      {idea.answers.map((answer) => (
        <OfficialAnswer key={answer.id} answer={answer} now={now} />
      ))}
      <div className="button-row">{children}</div>
    </article>
  );
}

function Head({ idea, now }: Omit<IdeaArticleProps, "children">): ReactNode {
  const t = useT();
  return (
    <header className="idea-head">
      <div className="meta">
        <StatusChip status={idea.status} />
        <span className="number">#{idea.id}</span>
        {idea.isChecked && <CheckedChip id={idea.id} />}
        <StateChips visibility={idea.visibility} isLocked={idea.isLocked} />
        <a className="tag" href={`/?board=${idea.boardSlug}`}>
          {idea.board}
        </a>
        {idea.tags.map((tag) => (
          <a className="tag" key={tag} href={`/?tag=${encodeURIComponent(tag)}`}>
            {tag}
          </a>
        ))}
      </div>
      <h1>{idea.title}</h1>
      <div className="meta">
        <Avatar name={idea.author} hue={hueOf(idea.authorId)} level={idea.authorLevel} />
        <PersonName id={idea.authorId} name={idea.author} />
        <Day at={idea.createdAt} now={now} />
        <span className="number">{t("topics.followers", { count: idea.followers })}</span>
        {idea.editedAt && (
          <a className="link" href={`/ideas/${idea.id}/history`}>
            {t("ideas.edited")}
          </a>
        )}
      </div>
      <OriginLine idea={idea} />
    </header>
  );
}

function Words({ idea }: { idea: IdeaPage }): ReactNode {
  const t = useT();
  return (
    <div className="idea-text">
      {idea.problem && <h2>{t("ideas.problem")}</h2>}
      <Prose html={idea.problemHtml} />
      {idea.proposal && (
        <>
          <h2>{t("ideas.proposal")}</h2>
          <Prose html={idea.proposalHtml} />
        </>
      )}
    </div>
  );
}
