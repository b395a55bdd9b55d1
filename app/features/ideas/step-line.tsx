import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { type IdeaStatus, STEPS } from "./rules";

interface StepLineProps {
  status: IdeaStatus;
  /** Where its moves have led it. */
  been: readonly IdeaStatus[];
}

/** How far an idea has come, for ideas that are on the way. A step it went past without taking it stays empty. */
export function StepLine({ status, been }: StepLineProps): ReactNode {
  const t = useT();
  const ways: readonly IdeaStatus[] = STEPS;
  const here = ways.indexOf(status);
  if (here < 0) return null;
  const stateOf = (step: IdeaStatus, n: number): string => {
    if (n >= here) return n === here ? "now" : "ahead";
    return step === "submitted" || been.includes(step) ? "done" : "skipped";
  };
  return (
    <ol className="steps" aria-label={t("ideas.steps")}>
      {STEPS.map((step, n) => (
        <li
          className="steps__step"
          key={step}
          data-is={stateOf(step, n)}
          {...(n === here && { "aria-current": "step" as const })}
        >
          {t(`ideas.step.${step}`)}
          {stateOf(step, n) === "skipped" && <span className="visually-hidden"> ({t("ideas.step.skipped")})</span>}
        </li>
      ))}
    </ol>
  );
}
