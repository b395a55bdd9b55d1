import type { ReactNode } from "react";
import { LEVELS, type Level } from "~/features/members/rules";
import "./trust.css";

const SEGMENTS = LEVELS.slice(1);

/** A level as a ring of five segments, as many lit as it has. What it is called stands beside it, so readers skip it. */
export const LevelRing = ({ level }: { level: Level }): ReactNode => (
  <svg className="level-ring" viewBox="0 0 60 60" aria-hidden="true" focusable="false">
    {SEGMENTS.map((segment) => (
      <circle
        key={segment}
        cx="30"
        cy="30"
        r="27"
        pathLength="100"
        strokeDasharray="17 83"
        strokeDashoffset={-((segment - 1) * 20 + 1.5)}
        transform="rotate(-90 30 30)"
        data-lit={segment <= level}
      />
    ))}
    <text x="30" y="30">
      L{level}
    </text>
  </svg>
);
