import type { ReactNode } from "react";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import type { OwnStanding } from "./standing.server";
import "./trust.css";

const FULL = 1000;

/** What one's own votes weigh, as a sentence, and what would raise it. */
export function WeightCard({ standing }: { standing: OwnStanding }): ReactNode {
  const t = useT();
  const { confirmedBy, isGrowing, weight } = standing;
  return (
    <Card id="weight" title={t("trust.weight")}>
      <div className="standing">
        <p>{useWeightSentence(standing)}</p>
        {confirmedBy === null && (
          <p className="muted">
            {t("trust.weight.confirm")}{" "}
            <a className="link" href="/me/account">
              {t("trust.weight.address")}
            </a>
          </p>
        )}
        {confirmedBy !== null && <p className="muted">{t(`trust.confirmed.${confirmedBy}`)}</p>}
        {confirmedBy !== null && weight < FULL && <p className="muted">{t("trust.weight.meet")}</p>}
        {isGrowing && <p className="muted">{t("trust.weight.growing")}</p>}
      </div>
    </Card>
  );
}

function useWeightSentence({ isGuest, weight }: OwnStanding): string {
  const t = useT();
  const { locale } = useSpeech();
  if (isGuest) return t("trust.weight.guest");
  if (weight >= FULL) return t("trust.weight.full");
  const share = new Intl.NumberFormat(locale, { style: "percent" }).format(weight / FULL);
  return t("trust.weight.part", { share });
}
