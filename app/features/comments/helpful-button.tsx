import { useFetcher } from "@remix-run/react";
import ThumbsUp from "lucide-react/icons/thumbs-up";
import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { answerRefused } from "~/web/refusal";
import type { CommentView } from "./comments.server";

interface HelpfulButtonProps {
  comment: Pick<CommentView, "id" | "helpful" | "isMarked">;
  /** Their own comment: they see the number, and others say. */
  isMine: boolean;
  isOpen: boolean;
  /** A visitor's press is kept while they sign in. */
  isVisitor: boolean;
}

/** Says that a comment helped. The number changes at once and settles when the server answers. */
export function HelpfulButton({ comment, isMine, isOpen, isVisitor }: HelpfulButtonProps): ReactNode {
  const t = useT();
  const fetcher = useFetcher();
  const { helpful, isMarked } = isVisitor ? comment : hoped(comment, fetcher.formData?.get("wish"));
  const refused = answerRefused(fetcher);
  if (isMine || !isOpen) return helpful > 0 && <Count helpful={helpful} />;
  return (
    <fetcher.Form method="post" action={`/comments/${comment.id}/helpful`}>
      <button
        type="submit"
        className="comment__press"
        name="wish"
        value={isMarked ? "unmark" : "mark"}
        aria-pressed={isMarked}
        aria-label={t("comments.helpful.label", { count: helpful })}
      >
        <Face helpful={helpful} />
      </button>
      {refused && (
        <p className="comment__why" role="alert">
          {refused.refusal.sentence}
        </p>
      )}
    </fetcher.Form>
  );
}

function hoped(
  { helpful, isMarked }: HelpfulButtonProps["comment"],
  wish: FormDataEntryValue | null | undefined,
): { helpful: number; isMarked: boolean } {
  if (wish === "mark" && !isMarked) return { helpful: helpful + 1, isMarked: true };
  if (wish === "unmark" && isMarked) return { helpful: helpful - 1, isMarked: false };
  return { helpful, isMarked };
}

function Count({ helpful }: { helpful: number }): ReactNode {
  const t = useT();
  return (
    <span className="comment__number" title={t("comments.helpful.count", { count: helpful })}>
      <Face helpful={helpful} />
      <span className="visually-hidden">{t("comments.helpful.count", { count: helpful })}</span>
    </span>
  );
}

function Face({ helpful }: { helpful: number }): ReactNode {
  const t = useT();
  const { locale } = useSpeech();
  return (
    <>
      <ThumbsUp size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className="number" aria-hidden="true">
        {helpful > 0 ? helpful.toLocaleString(locale) : t("comments.helpful")}
      </span>
    </>
  );
}
