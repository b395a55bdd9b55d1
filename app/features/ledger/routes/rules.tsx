import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { Card, Columns } from "~/ui/card";
import { Day } from "~/ui/time";
import { shows } from "~/web/shown.server";
import { usePoints } from "../points";
import { RulesTable } from "../rules-table";
import "~/ui/prose.css";
import "~/ui/rows.css";
import { rulebook, rulesHistory } from "../ruling.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  shows(context, "ledger.rules");
  const book = await rulebook(context.db.read);
  return { rules: book.latest.rules, changes: await rulesHistory(context.db.read), now: clock.now() };
}

export const handle: PageHandle = { title: "ledger.rules" };

/** What acts are worth. */
export default function Rules() {
  const t = useT();
  const points = usePoints();
  const { rules, changes, now } = useLoaderData<typeof loader>();
  const { dailyCeiling, aWeekFromOne, duplicatesAnIdea } = rules;
  return (
    <Columns shape="narrow">
      <h1>{t("ledger.rules")}</h1>
      <Card>
        <div className="prose">
          <p>{t("ledger.rules.text")}</p>
          <p>{t("ledger.rules.nothing")}</p>
          <p className="muted">
            {t("ledger.rules.caps", {
              ceiling: points(dailyCeiling),
              week: String(aWeekFromOne),
              duplicates: String(duplicatesAnIdea),
            })}
          </p>
        </div>
      </Card>
      <Card>
        <RulesTable rules={rules} />
      </Card>
      {changes.length > 0 && (
        <Card title={t("ledger.history")}>
          <ul className="rows">
            {changes.map(({ version, since, reason, zone }) => (
              <li key={version}>
                <span className="muted small">
                  <Day at={since} now={now} />
                </span>
                <span className="as-typed">{zone ? t("ledger.history.zone", { zone }) : reason}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Columns>
  );
}
