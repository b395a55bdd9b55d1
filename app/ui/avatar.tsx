import type { ReactNode } from "react";
import "./avatar.css";

interface AvatarProps {
  name: string;
  /** 0–7, which of the eight colours. */
  hue: number;
  large?: boolean;
  /** 0–5, how many of the ring's five segments are lit; null is 0, absent no ring. */
  level?: number | null;
}

/** A person as their first letter on their colour, in the ring of their level. The name stands beside it, so readers skip it. */
export const Avatar = ({ name, hue, large, level }: AvatarProps): ReactNode => (
  <span
    className={large ? "avatar avatar--l" : "avatar"}
    data-hue={hue}
    data-level={level === null ? 0 : level}
    aria-hidden="true"
  >
    {[...name][0]?.toUpperCase()}
  </span>
);
