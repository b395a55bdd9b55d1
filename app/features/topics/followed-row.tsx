import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { TimeAgo } from "~/ui/time";
import { answerRefused } from "~/web/refusal";
import type { FollowedTopic } from "./following.server";
import { topicPage } from "./rules";
import "./followed-row.css";

/** A followed topic with its last sign of life, and the way out of following it. */
export function FollowedRow({ topic, now }: { topic: FollowedTopic; now: number }): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
  return (
    <li className="followed">
      <div className="followed__words">
        <a href={topicPage(topic)}>{topic.title}</a>
        <span className="meta">
          <span>{topic.board}</span>
          <span>{t("comments.count", { count: topic.comments })}</span>
          <TimeAgo at={topic.lastActivityAt} now={now} />
        </span>
      </div>
      <fetcher.Form method="post" action={`/topics/${topic.id}/follow`}>
        <Button
          name="wish"
          value="stop"
          disabled={fetcher.state !== "idle"}
          aria-label={t("topics.stop.named", { title: topic.title })}
        >
          {t("topics.stop")}
        </Button>
      </fetcher.Form>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
    </li>
  );
}
