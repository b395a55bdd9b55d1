import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { partsOf } from "./calendar";
import type { Points } from "./ledger.server";
import { usePoints } from "./points";
import { useSeasonName } from "./season-names";
import "./claims.css";

/** What somebody has: this season, this year, and all time. */
export function PointsSums({ points }: { points: Points }): ReactNode {
  const t = useT();
  const shown = usePoints();
  const seasonName = useSeasonName();
  return (
    <dl className="points-sums number">
      <div>
        <dt>{seasonName(points.seasonId)}</dt>
        <dd>{shown(points.season)}</dd>
      </div>
      <div>
        <dt>{t("ledger.year", { year: partsOf(points.seasonId).year })}</dt>
        <dd>{shown(points.year)}</dd>
      </div>
      <div>
        <dt>{t("ledger.all")}</dt>
        <dd>{shown(points.all)}</dd>
      </div>
    </dl>
  );
}
