import type { ReactNode } from "react";
import { Hexagon } from "~/features/badges/hexagon";
import { useBadgeName } from "~/features/badges/names";
import { numberOn, type WornBadge } from "~/features/badges/rules";
import { hueOf, type Level } from "~/features/members/rules";
import { useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { QrCode } from "~/ui/qr-code";
import { type Evidence, shownPoints } from "./rules";
import { useStarSentence } from "./words";

interface PersonCardProps {
  person: { id: number; name: string; level: Level };
  badges: readonly WornBadge[];
  evidence: Evidence;
  points: number;
  community: string;
  qr: { size: number; path: string };
}

const MOST_BADGES = 5;

/** Who somebody is here, on a piece of the carpet: made for being shown around. */
export function PersonCard({ person, badges, evidence, points, community, qr }: PersonCardProps): ReactNode {
  const t = useT();
  const sentence = useStarSentence();
  const badgeName = useBadgeName();
  const { id, name, level } = person;
  return (
    <article className="carpet name-card">
      <Avatar name={name} hue={hueOf(id)} level={level} />
      <h1>{name}</h1>
      <p className="name-card__level">
        L{level} {t(`trust.level.${level}`)} · {community}
      </p>
      <p className="name-card__deeds">{sentence(evidence) || t("hall.card.none")}</p>
      {badges.length > 0 && (
        <ul className="name-card__badges" aria-label={t("badges.title")}>
          {badges.slice(0, MOST_BADGES).map((badge) => (
            <li key={badge.badgeId}>
              <Hexagon hue={badge.hue} number={numberOn(badge)} size="l" />
              <span className="visually-hidden">{badgeName(badge)}</span>
            </li>
          ))}
        </ul>
      )}
      {points > 0 && <p className="star__points number">{t("hall.points", { count: shownPoints(points) })}</p>}
      <div className="name-card__foot">
        <QrCode qr={qr} label={t("hall.card.qr", { name })} />
        <p>{t("hall.card.scan")}</p>
      </div>
    </article>
  );
}
