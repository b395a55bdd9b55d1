import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import type { Points } from "./ledger.server";
import { usePoints } from "./points";
import "./claims.css";

/** What somebody has: this season, this year, and all time. */
export function PointsSums({ points }: { points: Points }): ReactNode {
  const t = useT();
  const shown = usePoints();
  const [year = "", quarter = ""] = points.seasonId.split("-Q");
  return (
    <dl className="points-sums number">
      <div>
        <dt>{t("ledger.season", { year, quarter })}</dt>
        <dd>{shown(points.season)}</dd>
      </div>
      <div>
        <dt>{t("ledger.year", { year })}</dt>
        <dd>{shown(points.year)}</dd>
      </div>
      <div>
        <dt>{t("ledger.all")}</dt>
        <dd>{shown(points.all)}</dd>
      </div>
    </dl>
  );
}
