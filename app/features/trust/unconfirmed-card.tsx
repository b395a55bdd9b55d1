import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { tickOf } from "./rules";
import type { UnconfirmedPeople } from "./unconfirmed.server";
import "~/ui/rows.css";

/** How many members are confirmed by nothing, and a way to confirm those who wrote something. */
export function UnconfirmedCard({
  unconfirmed: { people, isMore, writers },
}: {
  unconfirmed: UnconfirmedPeople;
}): ReactNode {
  const t = useT();
  return (
    <Card id="unconfirmed" title={t("trust.unconfirmed")}>
      <div className="standing">
        <p>{t(isMore ? "trust.unconfirmed.more" : "trust.unconfirmed.count", { count: people })}</p>
        <p className="muted">{t(writers.length ? "trust.unconfirmed.text" : "trust.unconfirmed.none")}</p>
      </div>
      {writers.length > 0 && (
        <Form method="post" className="form">
          <ul className="rows">
            {writers.map(({ id, displayName }) => (
              <li key={id}>
                <input
                  type="checkbox"
                  name={tickOf(id)}
                  aria-label={t("trust.unconfirmed.tick", { name: displayName })}
                />
                <PersonName id={id} name={displayName} />
              </li>
            ))}
          </ul>
          <div className="button-row">
            <Button look="go" name="wish" value="confirm">
              {t("trust.unconfirmed.confirm")}
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
