import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { answerRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";

interface ProblemButtonProps {
  ideaId: TopicId;
  isMine: boolean;
  /** False: the button is grey. */
  mayVote: boolean;
}

/** "I have this too." A visitor signs in on the way. */
export function ProblemButton({ ideaId, isMine, mayVote }: ProblemButtonProps): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const refused = answerRefused(fetcher);
  const wish = fetcher.formData?.get("wish");
  const isShown = wish ? wish === "cast" : isMine;
  return (
    <fetcher.Form method="post" action={`/ideas/${ideaId}/votes`}>
      <input type="hidden" name="kind" value="problem" />
      <Button
        look={isShown ? "plain" : "go"}
        name="wish"
        value={isShown ? "withdraw" : "cast"}
        aria-pressed={isShown}
        disabled={!mayVote}
      >
        {t(isShown ? "voting.problem.mine" : "voting.problem")}
      </Button>
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
    </fetcher.Form>
  );
}
