import type { ReactNode } from "react";
import { Hexagon } from "./hexagon";
import { useBadgeName } from "./names";
import { numberOn, type WornBadge } from "./rules";

/** The badges somebody has, each with its name, which lead to what they stand on. */
export function WornBadges({ badges, memberId }: { badges: readonly WornBadge[]; memberId: number }): ReactNode {
  const name = useBadgeName();
  return (
    <ul className="badge-list">
      {badges.map((badge) => (
        <li key={badge.badgeId}>
          <a className="badge-list__one" href={`/people/${memberId}/badges/${badge.badgeId}`}>
            <Hexagon hue={badge.hue} number={numberOn(badge)} size="l" />
            <span>
              <b>{name(badge)}</b>
              <Told badge={badge} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

// What the hexagon shows, for whoever hears it instead.
function Told({ badge }: { badge: WornBadge }): ReactNode {
  const number = numberOn(badge);
  return number === null ? null : <span className="visually-hidden"> {number}</span>;
}
