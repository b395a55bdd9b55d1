import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { visitor } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Card, Columns } from "~/ui/card";
import { shows } from "~/web/shown.server";
import { usePoints } from "../points";
import { RulesTable } from "../rules-table";
import "~/ui/prose.css";
import { rulebook } from "../ruling.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  shows(context, "ledger.rules");
  return { rules: (await rulebook(context.db.read)).latest.rules };
}

export const handle: PageHandle = { title: "ledger.rules" };

/** What acts are worth. */
export default function Rules() {
  const t = useT();
  const points = usePoints();
  const { rules } = useLoaderData<typeof loader>();
  const { dailyCeiling, marksAWeekFromOne, duplicatesAnIdea } = rules;
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
              marks: String(marksAWeekFromOne),
              duplicates: String(duplicatesAnIdea),
            })}
          </p>
        </div>
      </Card>
      <Card>
        <RulesTable rules={rules} />
      </Card>
    </Columns>
  );
}
