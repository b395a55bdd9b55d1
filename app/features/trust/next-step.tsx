import type { ReactNode } from "react";
import { day } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { NeedLine } from "./need-line";
import type { OwnStanding } from "./standing.server";
import "./trust.css";

type Standing = Pick<OwnStanding, "level" | "next" | "staffMet" | "restsAt" | "isResting">;

/** What is still missing for somebody's next level. */
export function NextStep({ next }: Pick<Standing, "next">): ReactNode {
  const t = useT();
  if (!next) return <p className="muted">{t("trust.next.none.text")}</p>;
  if (next.needs.length === 0) return <p>{t("trust.next.soon")}</p>;
  return (
    <ul className="level__next">
      {next.needs.map((need) => (
        <li key={need.is}>
          <NeedLine need={need} />
        </li>
      ))}
    </ul>
  );
}

/** Which level it leads to. */
export function useNextTitle(): (next: Standing["next"]) => string {
  const t = useT();
  return (next) =>
    next ? t("trust.next", { level: next.level, name: t(`trust.level.${next.level}`) }) : t("trust.next.none");
}

/** How many of the team somebody has met. */
export function Met({ staffMet }: Pick<Standing, "staffMet">): ReactNode {
  const t = useT();
  return <p>{staffMet > 0 ? t("trust.met", { count: staffMet }) : t("trust.met.none")}</p>;
}

/** When powers rest, before they do. */
export function Resting({
  restsAt,
  isResting,
  now,
}: Pick<Standing, "restsAt" | "isResting"> & { now: number }): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (restsAt === null) return null;
  const when = day(restsAt, locale, timeZone, now);
  return <p className="muted">{t(isResting ? "trust.rests" : "trust.will.rest", { day: when })}</p>;
}

interface NextStepCardProps {
  standing: Standing;
  /** The reader is of the team themselves. */
  isOneOfUs: boolean;
  now: number;
}

/** One's own next step, in few words, where one looks first. */
export function NextStepCard({ standing, isOneOfUs, now }: NextStepCardProps): ReactNode {
  const t = useT();
  const title = useNextTitle()(standing.next);
  const { next, staffMet, restsAt, isResting } = standing;
  return (
    <Card
      title={title}
      note={
        <a className="link" href="/me/standing">
          {t("trust.standing")}
        </a>
      }
    >
      <div className="standing">
        <NextStep next={next} />
        {!isOneOfUs && <Met staffMet={staffMet} />}
        <Resting restsAt={restsAt} isResting={isResting} now={now} />
      </div>
    </Card>
  );
}
