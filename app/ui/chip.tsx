import type { ReactNode } from "react";
import "./chip.css";

type Tone = "new" | "warn" | "info" | "good" | "bad";

/** A state in a word, with a dot: never colour alone. */
export const Chip = ({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode => (
  <span className={`chip chip--${tone}`}>{children}</span>
);
