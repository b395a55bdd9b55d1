import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import type { TopicId } from "~db/ids.ts";
import type { MoveTarget } from "./rules";

interface MoveToolsProps {
  id: TopicId;
  isStaff: boolean;
  isModerator: boolean;
  /** Nobody goes on with it: whoever may, brings it back. */
  isResting: boolean;
  isMine: boolean;
  /** Where the viewer may move the idea. */
  moves: readonly MoveTarget[];
  /** Whether staff may merge it now; moderators find that in their menu. */
  mayMerge: boolean;
}

/** Answer and move, for whoever may: the team, a moderator, the author. */
export function MoveTools({ id, isStaff, isModerator, isResting, isMine, moves, mayMerge }: MoveToolsProps): ReactNode {
  const t = useT();
  if (!isStaff && moves.length === 0) return null;
  const whose = isStaff ? "staff" : isMine ? "mine" : isModerator ? "moderator" : "sponsor";
  return (
    <Card id="tools" title={t(`ideas.tools.${whose}`)}>
      <div className="tools">
        {isStaff && (
          <ButtonLink look="go" href={`/ideas/${id}/answers`}>
            {t("ideas.answer.write")}
          </ButtonLink>
        )}
        {moves.map((to) => (
          <ButtonLink key={to} href={`/ideas/${id}/status?to=${to}`}>
            {t(`ideas.move.${to}`)}
          </ButtonLink>
        ))}
        {isStaff && mayMerge && <ButtonLink href={`/ideas/${id}/merge`}>{t("ideas.move.merged")}</ButtonLink>}
      </div>
      {isResting && !isMine && moves.includes("submitted") && (
        <p className="muted small">
          {t("ideas.tools.sponsoring")}{" "}
          <a className="link" href="/levels">
            {t("trust.levels")}
          </a>
        </p>
      )}
    </Card>
  );
}
