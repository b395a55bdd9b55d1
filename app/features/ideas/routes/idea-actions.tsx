import type { ReactNode } from "react";
import { ReportTopic, TopicMenu } from "~/features/moderation/moderator-menu";
import { FollowButton } from "~/features/topics/follow-button";
import { whyNotHere } from "~/features/topics/rules";
import { ProblemButton } from "~/features/voting/problem-button";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import type { MemberId } from "~db/ids.ts";
import type { IdeaPage } from "../idea-page.server";
import { isOpen } from "../rules";

/** What a reader can do with an idea. Beside the route, because it composes other rooms' controls. */
export function IdeaActions({
  idea,
  me,
  mayVote,
  mayMerge,
}: {
  idea: IdeaPage;
  me: { id: MemberId; mayEdit: boolean; isModerator: boolean } | null;
  mayVote: boolean;
  mayMerge: boolean;
}): ReactNode {
  const t = useT();
  const edit = me?.mayEdit && <ButtonLink href={`/ideas/${idea.id}/edit`}>{t("ideas.edit")}</ButtonLink>;
  if (idea.status === "draft") {
    return (
      <>
        <form method="post" action={`/ideas/${idea.id}/submission`}>
          <Button look="go">{t("ideas.draft.submit")}</Button>
        </form>
        {edit}
      </>
    );
  }
  return (
    <>
      {isOpen(idea.status) && <ProblemButton ideaId={idea.id} isMine={idea.hasProblem} mayVote={mayVote} />}
      <FollowButton topicId={idea.id} isFollowed={idea.isFollowed} mayFollow={whyNotHere(idea) === null} />
      {mayVote && isOpen(idea.status) && me?.id !== idea.authorId && (
        <ButtonLink href={`/ideas/${idea.id}/objections`}>
          {t(idea.hasObjected ? "voting.objection.mine" : "voting.objection")}
        </ButtonLink>
      )}
      {edit}
      {me?.id !== idea.authorId && idea.visibility === "open" && <ReportTopic topicId={idea.id} />}
      {me?.isModerator && (
        <TopicMenu
          topicId={idea.id}
          mergePage={mayMerge ? `/ideas/${idea.id}/merge` : undefined}
          authorId={idea.authorId}
          author={idea.author}
        />
      )}
    </>
  );
}
