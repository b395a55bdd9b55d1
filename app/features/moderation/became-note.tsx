import type { ReactNode } from "react";
import { Rich, useT } from "~/platform/i18n/speech";
import { Notice } from "~/ui/notice";
import type { TopicId } from "~db/ids.ts";

interface BecameNoteProps {
  /** The open idea that was made of what is moderated here; null: there is none. */
  idea: { id: TopicId; title: string } | null;
}

/** Where the same words and pictures stand once more: hiding them here does not hide them there. */
export function BecameNote({ idea }: BecameNoteProps): ReactNode {
  const t = useT();
  if (!idea) return null;
  const link = (
    <a className="link" href={`/ideas/${idea.id}`}>
      #{idea.id} {idea.title}
    </a>
  );
  return (
    <Notice>
      <Rich k="moderation.became" values={{ idea: link }} />{" "}
      <a className="link" href={`/moderation/topics/${idea.id}`}>
        {t("moderation.became.hide")}
      </a>
    </Notice>
  );
}
