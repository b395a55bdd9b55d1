import type { ReactNode } from "react";
import { useSpeech } from "~/platform/i18n/speech";
import { POINT } from "./rules";

const SHOWN = { maximumFractionDigits: 1 } as const;

/** So many points, of thousandths. */
export function usePoints(): (points: number) => string {
  const { locale } = useSpeech();
  return (points) => (points / POINT).toLocaleString(locale, SHOWN);
}

/** What an act brought or took, with its sign. `points` in thousandths. */
export function Gain({ points }: { points: number }): ReactNode {
  const { locale } = useSpeech();
  const said = (points / POINT).toLocaleString(locale, { ...SHOWN, signDisplay: "exceptZero" });
  return <span className="number">{said}</span>;
}
