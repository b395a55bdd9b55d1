import type { ReactNode } from "react";
import { useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Progress } from "~/ui/progress";
import { Hexagon } from "./hexagon";
import { useBadgeName } from "./names";
import type { Ahead } from "./own-badges.server";

/** How far somebody is on the way to each badge's next step. */
export function NextSteps({ ahead }: { ahead: readonly Ahead[] }): ReactNode {
  const t = useT();
  return (
    <Card title={t("badges.next")} note={t("badges.next.text")}>
      <ul className="badge-steps">
        {ahead.map((one) => (
          <NextStep key={one.badgeId} ahead={one} />
        ))}
      </ul>
    </Card>
  );
}

function NextStep({ ahead: { count, step, hue, counted, ...names } }: { ahead: Ahead }): ReactNode {
  const t = useT();
  const name = useBadgeName()(names);
  return (
    <li className="badge-step">
      <Hexagon hue={hue} number={step ?? count} isAhead={step !== null} />
      <div>
        <p>
          <b>{name}</b> <span className="small muted">{t(`badges.counted.${counted}`)}</span>
        </p>
        {step === null ? (
          <p className="small muted">{t("badges.next.done")}</p>
        ) : (
          <>
            <Progress value={count} max={step} aria-label={t("badges.next.progress", { name, count, step })} />
            <p className="small muted number">
              {count} / {step} ·{" "}
              {t(counted === "years" ? "badges.next.years" : "badges.next.left", { count: step - count })}
            </p>
          </>
        )}
      </div>
    </li>
  );
}
