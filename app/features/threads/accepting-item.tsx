import type { ReactNode } from "react";
import { WishButton } from "~/features/comments/wish-button";
import { useT } from "~/platform/i18n/speech";
import type { CommentId } from "~db/ids.ts";

/** Accepts a reply as the answer, or takes that back: a line of its menu, for those who may. */
export function AcceptItem({ id, isAccepted }: { id: CommentId; isAccepted: boolean }): ReactNode {
  const t = useT();
  return (
    <li>
      <WishButton
        className="menu__item"
        action={`/comments/${id}/acceptance`}
        wish={isAccepted ? "unaccept" : "accept"}
      >
        {t(isAccepted ? "comments.unaccept" : "comments.accept")}
      </WishButton>
    </li>
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
