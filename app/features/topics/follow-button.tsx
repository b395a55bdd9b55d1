import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { answerRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";

/** Follow a topic, or stop. */
export function FollowButton({
  topicId,
  isFollowed,
  mayFollow,
}: {
  topicId: TopicId;
  isFollowed: boolean;
  mayFollow: boolean;
}): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
  const wish = fetcher.formData?.get("wish");
  const isShown = wish ? wish === "follow" : isFollowed;
  return (
    <fetcher.Form method="post" action={`/topics/${topicId}/follow`}>
      <Button name="wish" value={isShown ? "stop" : "follow"} aria-pressed={isShown} disabled={!mayFollow && !isShown}>
        {t(isShown ? "topics.followed" : "topics.follow")}
      </Button>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
    </fetcher.Form>
  );
}
