import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { answerRefused } from "~/web/refusal";
import type { TopicId } from "~db/ids.ts";
import "./vote-button.css";

interface VoteButtonProps {
  ideaId: TopicId;
  title: string;
  supporters: number;
  isMine: boolean;
  /** False: the idea takes no votes any more. */
  isOpen: boolean;
  /** Who presses it. A visitor signs in on the way; an employee's support is counted apart. */
  voter: "visitor" | "fan" | "staff";
  wide?: boolean;
}

/**
 * Support for an idea: chevron, number, word. The number changes at once and settles when the server answers; a
 * visitor's is kept while they sign in.
 */
export function VoteButton(props: VoteButtonProps): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const { ideaId, title, isOpen, wide } = props;
  const refused = answerRefused(fetcher);
  const shown = hoped(props, fetcher.formData);
  return (
    <fetcher.Form className={wide ? "vote vote--wide" : "vote"} method="post" action={`/ideas/${ideaId}/votes`}>
      <input type="hidden" name="kind" value="support" />
      <button
        type="submit"
        className="vote__button"
        name="wish"
        value={shown.isMine ? "withdraw" : "cast"}
        aria-pressed={shown.isMine}
        aria-label={t("voting.button.label", { title, count: shown.supporters })}
        disabled={!isOpen}
      >
        <Face {...props} {...shown} />
      </button>
      {refused && (
        <p className="vote__why" role="alert">
          {refused.refusal.sentence}
        </p>
      )}
    </fetcher.Form>
  );
}

// What the server will most likely answer, until it has.
function hoped(
  { supporters, isMine, voter }: VoteButtonProps,
  sent: FormData | undefined,
): { supporters: number; isMine: boolean } {
  const wish = voter === "visitor" ? null : sent?.get("wish");
  const step = voter === "staff" ? 0 : 1;
  if (wish === "cast" && !isMine) return { supporters: supporters + step, isMine: true };
  if (wish === "withdraw" && isMine) return { supporters: supporters - step, isMine: false };
  return { supporters, isMine };
}

function Face({ supporters, isMine, isOpen, voter, wide }: VoteButtonProps): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  const mine = t(wide ? (voter === "staff" ? "voting.mine.staff" : "voting.mine.long") : "voting.mine");
  const open = t("voting.support");
  const closed = t(wide ? "voting.supporters" : "voting.support");
  return (
    <>
      <svg
        width="18"
        height="12"
        viewBox="0 0 18 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M3 9l6-6 6 6" />
      </svg>
      <span className="number">{supporters.toLocaleString(locale)}</span>
      <span className="vote__word">{isMine ? mine : isOpen ? open : closed}</span>
    </>
  );
}
