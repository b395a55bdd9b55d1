import type { ReactNode } from "react";
import { moment } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import "./drafts.css";

interface RestoredNoteProps {
  at: number;
  /** On the server; null: in this browser. */
  id: number | null;
  onDiscard?: () => void;
}

/** Said where a form has words from before. Without JavaScript its button leads to the list of drafts, which can undo it. */
export function RestoredNote({ at, id, onDiscard }: RestoredNoteProps): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  return (
    <div className="draft-note" role="status">
      <span>{t("writing.restored", { time: moment(at, locale, timeZone) })}</span>
      <Button
        look="quiet"
        {...(onDiscard
          ? { type: "button", onClick: onDiscard }
          : { formAction: "/me/drafts", name: "discard", value: id ?? "" })}
      >
        {t("writing.discard")}
      </Button>
    </div>
  );
}
