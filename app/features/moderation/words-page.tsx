import type { ReactNode } from "react";
import type { TopicRow } from "~/features/topics/rules";
import { useT } from "~/platform/i18n/speech";
import type { RefusalCode } from "~/platform/refusals";
import { BackLink } from "~/ui/back-link";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import type { RefusedAnswer } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import { ShowButton } from "./act-button";
import { HideForm } from "./act-forms";
import { ActList } from "./act-list";
import type { ActView } from "./log.server";
import { readingPage, type Thing } from "./rules";
import "./moderation.css";

interface WordsPageProps {
  title: "moderation.comment.title" | "moderation.objection.title";
  thing: Thing;
  words: { text: string; isHidden: boolean };
  author: { id: MemberId; name: string };
  /** The topic it stands in. */
  topic: Pick<TopicRow, "kind" | "title">;
  /** Why this moderator can't hide it. */
  whyNot: RefusalCode | null;
  mayShow: boolean;
  acts: readonly ActView[];
  now: number;
  answer: RefusedAnswer | null;
  /** What to know before hiding it. */
  children?: ReactNode;
}

/** What a moderator can do with a comment or an objection: its words, hidden or shown, and what was done so far. */
export function WordsPage(props: WordsPageProps): ReactNode {
  const t = useT();
  const { title, thing, words, author, topic, whyNot, mayShow, acts, now, answer, children } = props;
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={readingPage(thing, topic.kind)}>{topic.title}</BackLink>
        <h1>{t(title)}</h1>
        <p className="muted">
          <a className="link" href={`/moderation/members/${author.id}`}>
            {author.name}
          </a>
        </p>
      </div>
      <Card>
        <p className="case__words">{words.text}</p>
        {children}
        {whyNot && <Notice>{t(`refusals.${whyNot}`)}</Notice>}
        {words.isHidden && mayShow && <ShowButton thing={thing} />}
        {!whyNot && !words.isHidden && <HideForm answer={answer} />}
      </Card>
      {acts.length > 0 && (
        <Card title={t("moderation.done")}>
          <ActList acts={acts} now={now} />
        </Card>
      )}
    </Columns>
  );
}
