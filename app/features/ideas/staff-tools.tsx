import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import type { TopicId } from "~db/ids.ts";
import type { MoveTarget } from "./rules";

interface StaffToolsProps {
  id: TopicId;
  isStaff: boolean;
  /** Where the viewer may move the idea. */
  moves: readonly MoveTarget[];
}

/** Answer and move, for whoever may. */
export function StaffTools({ id, isStaff, moves }: StaffToolsProps): ReactNode {
  const t = useT();
  const shown = moves.filter((to) => to !== "submitted" || isStaff);
  if (!isStaff && shown.length === 0) return null;
  return (
    <Card title={t(isStaff ? "ideas.tools.staff" : "ideas.tools.mine")}>
      <div className="button-row">
        {isStaff && (
          <ButtonLink look="go" href={`/ideas/${id}/answers`}>
            {t("ideas.answer.write")}
          </ButtonLink>
        )}
        {shown.map((to) => (
          <ButtonLink key={to} href={`/ideas/${id}/status?to=${to}`}>
            {t(`ideas.move.${to}`)}
          </ButtonLink>
        ))}
      </div>
    </Card>
  );
}
