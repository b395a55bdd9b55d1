import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { PersonName } from "~/features/members/person-name";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Pager } from "~/ui/pager";
import { tickOf } from "./rules";
import type { UnconfirmedPeople } from "./unconfirmed.server";
import "~/ui/rows.css";

/** How many members are confirmed by nothing, and a way to confirm those who wrote something. */
export function UnconfirmedCard({
  unconfirmed: { people, isMore, writers, isFirstPage, next },
}: {
  unconfirmed: UnconfirmedPeople;
}): ReactNode {
  const t = useT();
  const isAlone = isFirstPage && next === null;
  return (
    <Card id="unconfirmed" title={t("trust.unconfirmed")}>
      <div className="standing">
        <p>
          {people === 0
            ? t("trust.unconfirmed.nobody")
            : t(isMore ? "trust.unconfirmed.more" : "trust.unconfirmed.count", { count: people })}
        </p>
        {people > 0 && (
          <p className="muted">
            {t(
              writers.length
                ? "trust.unconfirmed.text"
                : isAlone
                  ? "trust.unconfirmed.none"
                  : "trust.unconfirmed.none.here",
            )}
          </p>
        )}
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
      <Pager
        first={isFirstPage ? null : "/admin/trust#unconfirmed"}
        next={next && `/admin/trust?after=${next}#unconfirmed`}
        more={t("trust.unconfirmed.earlier")}
      />
    </Card>
  );
}
