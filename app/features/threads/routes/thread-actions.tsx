import type { ReactNode } from "react";
import { ReportTopic, TopicMenu } from "~/features/moderation/moderator-menu";
import { FollowButton } from "~/features/topics/follow-button";
import { whyNotHere } from "~/features/topics/rules";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import type { MemberId } from "~db/ids.ts";
import { OriginsLink } from "../origins-link";
import type { ThreadPage } from "../thread-page.server";

// Beside the route, because it composes other rooms' controls.

/** Who reads the page; null when nobody is signed in. */
export type ThreadReader = { id: MemberId; mayEdit: boolean; isModerator: boolean } | null;

interface ThreadActionsProps {
  thread: ThreadPage;
  me: ThreadReader;
}

/** What a reader can do with a thread. */
export function ThreadActions({ thread, me }: ThreadActionsProps): ReactNode {
  const t = useT();
  const { id, authorId, author, visibility } = thread;
  return (
    <>
      <FollowButton topicId={id} isFollowed={thread.isFollowed} mayFollow={whyNotHere(thread) === null} />
      <OriginsLink threadId={id} idea={thread.idea} />
      {me?.mayEdit && <ButtonLink href={`/threads/${id}/edit`}>{t("threads.edit")}</ButtonLink>}
      {me?.id !== authorId && visibility === "open" && <ReportTopic topicId={id} />}
      {me?.isModerator && <TopicMenu topicId={id} authorId={authorId} author={author} />}
    </>
  );
}
