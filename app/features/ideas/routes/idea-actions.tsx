import type { ReactNode } from "react";
import { FollowButton } from "~/features/topics/follow-button";
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
}: {
  idea: IdeaPage;
  me: { id: MemberId; mayEdit: boolean } | null;
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
      {isOpen(idea.status) && <ProblemButton ideaId={idea.id} isMine={idea.hasProblem} />}
      <FollowButton topicId={idea.id} isFollowed={idea.isFollowed} />
      {isOpen(idea.status) && me?.id !== idea.authorId && (
        <ButtonLink href={`/ideas/${idea.id}/objections`}>
          {t(idea.hasObjected ? "voting.objection.mine" : "voting.objection")}
        </ButtonLink>
      )}
      {edit}
    </>
  );
}
