import Check from "lucide-react/icons/check";
import type { ReactNode } from "react";
import { WishButton } from "~/features/comments/wish-button";
import { useT } from "~/platform/i18n/speech";
import type { CommentId } from "~db/ids.ts";

/** Accepts a reply as the answer, or takes that back: in its row, for those who may. */
export function AcceptButton({ id, isAccepted }: { id: CommentId; isAccepted: boolean }): ReactNode {
  const t = useT();
  return (
    <WishButton
      className="comment__press"
      action={`/comments/${id}/acceptance`}
      wish={isAccepted ? "unaccept" : "accept"}
    >
      <Check size={16} strokeWidth={1.75} aria-hidden="true" />{" "}
      {t(isAccepted ? "comments.unaccept" : "comments.accept")}
    </WishButton>
  );
}

/** From a question to the reply that was accepted, however far down. */
export function AcceptedLink({ id }: { id: CommentId }): ReactNode {
  const t = useT();
  return (
    <a className="link" href={`/comments/${id}`}>
      {t("comments.accepted.see")}
    </a>
  );
}
