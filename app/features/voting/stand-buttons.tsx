import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { isRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";

interface StandProps {
  ideaId: TopicId;
  isMine: boolean;
  isSignedIn: boolean;
}

/** "I have this too." */
export function ProblemButton({ ideaId, isMine, isSignedIn }: StandProps): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  if (!isSignedIn) {
    return (
      <ButtonLink look="go" href={`/sign-in?next=/ideas/${ideaId}`}>
        {t("voting.problem")}
      </ButtonLink>
    );
  }
  const wish = fetcher.formData?.get("wish");
  const isShown = wish ? wish === "cast" : isMine;
  return (
    <fetcher.Form method="post" action={`/ideas/${ideaId}/votes`}>
      <input type="hidden" name="kind" value="problem" />
      <Button look={isShown ? "plain" : "go"} name="wish" value={isShown ? "withdraw" : "cast"} aria-pressed={isShown}>
        {t(isShown ? "voting.problem.mine" : "voting.problem")}
      </Button>
    </fetcher.Form>
  );
}

/** "I'd rather not, because …": stands beside the support, with its reason. */
export function ObjectionForm({ ideaId, isMine }: Omit<StandProps, "isSignedIn">): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const refused = isRefused(fetcher.data) && fetcher.state === "idle" ? fetcher.data : null;
  return (
    <fetcher.Form className="form" method="post" action={`/ideas/${ideaId}/votes`}>
      <input type="hidden" name="kind" value="objection" />
      {isMine ? (
        <Button name="wish" value="withdraw">
          {t("voting.objection.withdraw")}
        </Button>
      ) : (
        <>
          {refused && !refused.refusal.fields.reason && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <TextBox
            label={t("voting.objection.reason")}
            hint={t("voting.objection.hint")}
            name="reason"
            why={refused?.refusal.fields.reason}
          />
          <Button name="wish" value="cast">
            {t("voting.objection.cast")}
          </Button>
        </>
      )}
    </fetcher.Form>
  );
}
