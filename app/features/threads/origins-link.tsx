import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import type { TopicId } from "~db/ids.ts";

interface OriginsLinkProps {
  threadId: TopicId;
  /** The idea that was made of it, if the reader may see that. */
  idea: { id: TopicId; title: string } | null;
}

/** From a thread to the idea it became, or to the page that makes it one. */
export function OriginsLink({ threadId, idea }: OriginsLinkProps): ReactNode {
  const t = useT();
  if (!idea) return <ButtonLink href={`/threads/${threadId}/idea`}>{t("comments.idea.make")}</ButtonLink>;
  return (
    <a className="link" href={`/ideas/${idea.id}`}>
      <span className="visually-hidden">{t("comments.idea.became")} </span>→ <span className="number">#{idea.id}</span>{" "}
      {idea.title}
    </a>
  );
}
