import type { ReactNode } from "react";
import { WornBadges } from "~/features/badges/worn-badges";
import { pointsHref } from "~/features/ledger/points-href";
import { useSeasonName } from "~/features/ledger/season-names";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import type { Honours, PastPlace } from "./honours.server";
import { shownPoints } from "./rules";
import { useRankingName } from "./words";

/** What somebody earned: points, badges, and places in seasons that are over. */
export function HonoursCard({ honours, memberId }: { honours: Omit<Honours, "work">; memberId: number }): ReactNode {
  const t = useT();
  const { badges, season, seasonPoints, allPoints, places } = honours;
  if (badges.length === 0 && allPoints === 0 && places.length === 0) return null;
  return (
    <Card
      title={t("badges.title")}
      note={
        <>
          <a className="link" href={`/people/${memberId}/card`}>
            {t("hall.card.open")}
          </a>{" "}
          ·{" "}
          <a className="link" href={`/people/${memberId}/badges`}>
            {t("hall.profile.badges")}
          </a>
        </>
      }
    >
      {badges.length === 0 ? (
        <p className="muted">{t("badges.none")}</p>
      ) : (
        <WornBadges badges={badges} memberId={memberId} />
      )}
      <dl className="honours number">
        <div>
          <dt>{t("hall.profile.points")}</dt>
          <dd>
            <a href={pointsHref(memberId, season)}>{t("hall.points", { count: shownPoints(seasonPoints) })}</a>
          </dd>
        </div>
        <div>
          <dt>{t("hall.profile.points.all")}</dt>
          <dd>
            <a href={pointsHref(memberId, null)}>{t("hall.points", { count: shownPoints(allPoints) })}</a>
          </dd>
        </div>
        {places.length > 0 && <Places places={places} />}
      </dl>
    </Card>
  );
}

const MOST_SHOWN = 6;
const NO_BOARDS: ReadonlyMap<number, string> = new Map();

function Places({ places }: { places: readonly PastPlace[] }): ReactNode {
  const t = useT();
  const seasonName = useSeasonName();
  const rankingName = useRankingName();
  return (
    <div className="honours__places">
      <dt>{t("hall.profile.places")}</dt>
      {places.slice(0, MOST_SHOWN).map(({ season, ranking, place }) => (
        <dd key={season + ranking}>
          <a href={ranking === "all" ? `/hall/${season}` : `/hall/${season}?ranking=${ranking}`}>
            {seasonName(season)} · {rankingName(ranking, NO_BOARDS)} · {t("hall.profile.place", { place })}
          </a>
        </dd>
      ))}
    </div>
  );
}
