import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { useBadgeName } from "./names";
import { BADGE_HUES, type BadgeHue, numberOn, type WornBadge } from "./rules";

const HEXAGON = "M20 2.5 37 12.25v19.5L20 41.5 3 31.75v-19.5Z";
const GLINT = "M20 6.2 33.8 14.1v15.8L20 37.8 6.2 29.9V14.1Z";
const STAR = "m20 13.2 2.7 5.5 6 .9-4.3 4.2 1 6-5.4-2.8-5.4 2.8 1-6-4.3-4.2 6-.9Z";

/**
 * The colours of a page's hexagons, from the upper left corner's light to the lower right's shade; stands once on it, before
 * them.
 */
export const HexagonInks = (): ReactNode => (
  <svg className="hexagon-inks" aria-hidden="true">
    <defs>
      {BADGE_HUES.map((hue) => (
        <linearGradient key={hue} id={`hexagon-${hue}`} data-hue={hue} x1="0" y1="0" x2="0.75" y2="1">
          <stop offset="0" />
          <stop offset="1" />
        </linearGradient>
      ))}
    </defs>
  </svg>
);

interface HexagonProps {
  hue: BadgeHue;
  /** The number inside; null: a star, for what is given by hand. */
  number: number | null;
  size?: "m" | "l";
  /** Not come to yet: an outline. */
  isAhead?: boolean;
}

/** A badge: a hexagon of its colour with a number inside. What it is stands beside it, for whoever hears the page. */
export function Hexagon({ hue, number, size = "m", isAhead = false }: HexagonProps): ReactNode {
  const digits = number === null ? 0 : String(number).length;
  return (
    <svg
      className={size === "l" ? "hexagon hexagon--l" : "hexagon"}
      viewBox="0 0 40 44"
      data-hue={hue}
      data-ahead={isAhead}
      aria-hidden="true"
    >
      <path className="hexagon__shape" d={HEXAGON} fill={`url(#hexagon-${hue})`} stroke={`url(#hexagon-${hue})`} />
      <path className="hexagon__glint" d={GLINT} />
      {number === null ? (
        <path className="hexagon__ink" d={STAR} />
      ) : (
        <text className="hexagon__ink" data-digits={digits} x="20" y="22" dy="0.36em" textAnchor="middle">
          {number}
        </text>
      )}
    </svg>
  );
}

/** A badge somebody has, which leads to what it stands on. */
export function WornHexagon({ badge, memberId }: { badge: WornBadge; memberId: number }): ReactNode {
  const t = useT();
  const name = useBadgeName()(badge);
  const number = numberOn(badge);
  const label = number === null ? name : t("badges.worn", { name, number });
  return (
    <a className="worn" href={`/people/${memberId}/badges/${badge.badgeId}`} title={label} aria-label={label}>
      <Hexagon hue={badge.hue} number={number} />
    </a>
  );
}
