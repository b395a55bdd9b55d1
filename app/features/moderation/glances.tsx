import type { ReactNode } from "react";
import { topicPage } from "~/features/topics/rules";
import { useT } from "~/platform/i18n/speech";
import type { Preview } from "./account.server";
import { objectionThing, readingPage } from "./rules";
import "./moderation.css";

/** What an account has in the open: how much, and the first of it. */
export function Glances({ preview }: { preview: Preview }): ReactNode {
  const t = useT();
  const { topics, comments, objections, firstTopics, firstComments, firstObjections } = preview;
  if (topics + comments + objections === 0) return <p className="muted">{t("moderation.account.none")}</p>;
  return (
    <>
      {topics > 0 && <h3>{t("moderation.account.topics", { count: topics })}</h3>}
      <ul className="glances">
        {firstTopics.map((topic) => (
          <li key={topic.id}>
            <a href={topicPage(topic)}>{topic.title}</a>
          </li>
        ))}
        {topics > firstTopics.length && <li className="muted">…</li>}
      </ul>
      {comments > 0 && <h3>{t("moderation.account.comments", { count: comments })}</h3>}
      <ul className="glances">
        {firstComments.map(({ id, text }) => (
          <li key={id}>
            <a href={`/comments/${id}`}>{text}</a>
          </li>
        ))}
        {comments > firstComments.length && <li className="muted">…</li>}
      </ul>
      {objections > 0 && <h3>{t("moderation.account.objections", { count: objections })}</h3>}
      <ul className="glances">
        {firstObjections.map((objection) => (
          <li key={objection.topicId}>
            <a href={readingPage(objectionThing(objection), "idea")}>{objection.reason}</a>
          </li>
        ))}
        {objections > firstObjections.length && <li className="muted">…</li>}
      </ul>
    </>
  );
}
