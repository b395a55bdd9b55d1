import type { ReactNode } from "react";
import { useSaidSeason } from "~/features/ledger/season-names";
import { nextMidnight } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";

interface WallCardProps {
  /** The first of them. */
  names: ReadonlyArray<{ id: number; name: string }>;
  isMore: boolean;
  free: number;
}

/** The first names of the wall. */
export function WallCard({ names, isMore, free }: WallCardProps): ReactNode {
  const t = useT();
  return (
    <Card title={t("hall.hundred")}>
      <p className="small">{t("hall.hundred.text")}</p>
      {names.length === 0 ? (
        <p className="small muted">{t("hall.hundred.none")}</p>
      ) : (
        <>
          <p className="small muted wall-line">
            {names.map(({ id, name }, n) => (
              <span key={id}>
                {n > 0 && " · "}
                <a href={`/people/${id}`}>{name}</a>
              </span>
            ))}
            {isMore && " …"}
          </p>
          <p className="small">
            <a className="link" href="/hall/first-hundred">
              {t("hall.hundred.see")}
            </a>{" "}
            <span className="muted">{free > 0 ? t("hall.hundred.free", { count: free }) : t("hall.hundred.full")}</span>
          </p>
        </>
      )}
    </Card>
  );
}

/** How long the season still runs. */
export function SeasonCard({ season, daysLeft, now }: { season: string; daysLeft: number; now: number }): ReactNode {
  const t = useT();
  const seasonName = useSaidSeason();
  const { timeZone, trueUntil } = useSpeech();
  trueUntil(nextMidnight(now, timeZone));
  return (
    <Card title={t("hall.ends")}>
      <p className="small">
        <b>{t("hall.ends.in", { count: daysLeft, season: seasonName(season) })}</b> {t("hall.ends.text")}
      </p>
      <div className="button-row">
        <ButtonLink look="go" href="/ideas/new">
          {t("hall.waits.go")}
        </ButtonLink>
      </div>
    </Card>
  );
}
