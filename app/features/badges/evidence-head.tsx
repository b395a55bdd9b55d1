import type { ReactNode } from "react";
import { PersonName, useShownName } from "~/features/members/person-name";
import { Rich, useT } from "~/platform/i18n/speech";
import { Card } from "~/ui/card";
import { Day } from "~/ui/time";
import type { BadgeId, MemberId } from "~db/ids.ts";
import { Hexagon } from "./hexagon";
import { useBadgeName } from "./names";
import { type BadgeHue, type BadgeNames, type Counted, isCounted, numberOn } from "./rules";

interface Step {
  step: number;
  at: number;
  reason: string | null;
  giverId: MemberId | null;
  giver: string | null;
}

interface BadgeHeadProps {
  badge: BadgeNames & { id: BadgeId; hue: BadgeHue; counted: Counted | null };
  person: { id: MemberId; displayName: string; createdAt: number };
  /** Those somebody has, the highest first. */
  steps: readonly Step[];
  /** Among the first hundred. */
  place: number | null;
  now: number;
}

/** A badge somebody has: what it is for, and since when they have which step. */
export function BadgeHead({ badge, person, steps, place, now }: BadgeHeadProps): ReactNode {
  const t = useT();
  const name = useBadgeName()(badge);
  const shownName = useShownName();
  const [highest, ...before] = steps;
  const { hue, counted } = badge;
  const isSteps = counted !== null && counted !== "first.hundred";
  return (
    <Card>
      <div className="badge-head">
        <Hexagon hue={hue} number={numberOn({ counted, step: highest?.step ?? 1, place })} size="l" />
        <div>
          <h1>{name}</h1>
          <p className="muted">
            {shownName(person.displayName)}
            {counted && isCounted(counted) && ` · ${t(`badges.counted.${counted}`)}`}
          </p>
          {isSteps && highest && <Since step={highest} now={now} />}
        </div>
      </div>
      {counted === null && highest && <Given step={highest} now={now} />}
      {counted === "years" && (
        <p>
          {t("badges.evidence.years")} <Day at={person.createdAt} now={now} />
        </p>
      )}
      {counted === "first.hundred" && place !== null && <p>{t("badges.evidence.hundred", { place })}</p>}
      {isSteps && before.length > 0 && (
        <ul className="badge-since">
          {before.map((one) => (
            <li key={one.step}>
              <Hexagon hue={hue} number={one.step} />
              <Since step={one} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Since({ step: { step, at }, now }: { step: Step; now: number }): ReactNode {
  const t = useT();
  return (
    <p className="small">
      <span className="visually-hidden">{t("badges.evidence.step", { step })}</span> {t("badges.evidence.since")}{" "}
      <Day at={at} now={now} />
    </p>
  );
}

function Given({ step: { giverId, giver, reason, at }, now }: { step: Step; now: number }): ReactNode {
  const t = useT();
  return (
    <>
      <p className="as-typed">{reason}</p>
      <p className="meta">
        {giverId && giver ? (
          <span>
            <Rich k="badges.evidence.given" values={{ name: <PersonName id={giverId} name={giver} /> }} />
          </span>
        ) : (
          <span>{t("badges.evidence.given.nobody")}</span>
        )}
        <Day at={at} now={now} />
      </p>
    </>
  );
}

/** Why others don't see what was reported. */
export function Secret(): ReactNode {
  const t = useT();
  return <p className="muted">{t("badges.evidence.secret")}</p>;
}
