import type { ReactNode } from "react";
import "./avatar.css";

interface AvatarProps {
  name: string;
  /** 0–7, which of the eight colours. */
  hue: number;
  large?: boolean;
}

/** A person as their first letter on their colour. The name stands beside it, so readers skip it. */
export const Avatar = ({ name, hue, large }: AvatarProps): ReactNode => (
  <span className={large ? "avatar avatar--l" : "avatar"} data-hue={hue} aria-hidden="true">
    {[...name][0]?.toUpperCase()}
  </span>
);
