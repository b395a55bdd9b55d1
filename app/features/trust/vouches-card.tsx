import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { hueOf } from "~/features/members/rules";
import { day } from "~/platform/i18n/date";
import { useSpeech, useT } from "~/platform/i18n/speech";
import { Avatar } from "~/ui/avatar";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Day } from "~/ui/time";
import type { VouchRow } from "./vouching.server";
import "~/ui/rows.css";
import "./trust.css";

interface VouchesCardProps {
  vouches: { given: VouchRow[]; received: VouchRow[]; budget: number; left: number };
  now: number;
}

/** Whom somebody vouched for, who vouched for them, and how many more they may. */
export function VouchesCard({ vouches: { given, received, budget, left }, now }: VouchesCardProps): ReactNode {
  const t = useT();
  return (
    <Card
      id="vouches"
      title={t("trust.vouches")}
      note={budget > 0 ? t("trust.vouches.left", { count: left, budget }) : undefined}
    >
      <div className="standing">
        <p className="muted">{t(budget > 0 ? "trust.vouches.text" : "trust.vouches.later")}</p>
        <h3>{t("trust.vouches.given")}</h3>
        <Rows people={given} now={now} none={t("trust.vouches.given.none")}>
          {({ id, displayName }) => (
            <Form method="post" action={`/people/${id}/vouch`}>
              <input type="hidden" name="from" value="standing" />
              <Button
                look="quiet"
                name="wish"
                value="withdraw"
                aria-label={t("trust.vouch.withdraw.named", { name: displayName })}
              >
                {t("trust.vouch.withdraw")}
              </Button>
            </Form>
          )}
        </Rows>
        <h3>{t("trust.vouches.received")}</h3>
        <Rows people={received} now={now} none={t("trust.vouches.received.none")} />
      </div>
    </Card>
  );
}

interface RowsProps {
  people: readonly VouchRow[];
  now: number;
  none: string;
  children?: (person: VouchRow) => ReactNode;
}

function Rows({ people, now, none, children }: RowsProps): ReactNode {
  const t = useT();
  const { locale, timeZone } = useSpeech();
  if (people.length === 0) return <p className="muted">{none}</p>;
  return (
    <ul className="rows">
      {people.map((person) => (
        <li key={person.id}>
          <Avatar name={person.displayName} hue={hueOf(person.id)} level={person.level} />
          <a href={`/people/${person.id}`}>{person.displayName}</a>
          <span className="muted small">
            {person.restsUntil === null ? (
              <Day at={person.at} now={now} />
            ) : person.restsUntil <= now ? (
              t("trust.vouches.rests.on")
            ) : (
              t("trust.vouches.rests", { day: day(person.restsUntil, locale, timeZone, now) })
            )}
          </span>
          {children?.(person)}
        </li>
      ))}
    </ul>
  );
}
