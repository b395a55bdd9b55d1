import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { type IdeaStatus, STEPS } from "./rules";

/** How far an idea has come, for ideas that are on the way. */
export function StepLine({ status }: { status: IdeaStatus }): ReactNode {
  const t = useT();
  const ways: readonly IdeaStatus[] = STEPS;
  const here = ways.indexOf(status);
  if (here < 0) return null;
  return (
    <ol className="steps" aria-label={t("ideas.steps")}>
      {STEPS.map((step, n) => (
        <li
          className="steps__step"
          key={step}
          data-is={n < here ? "done" : n === here ? "now" : "ahead"}
          {...(n === here && { "aria-current": "step" as const })}
        >
          {t(`ideas.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
