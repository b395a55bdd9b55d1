import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { AdminPage } from "~/features/admin/admin-page";
import { admin } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { clock } from "~/platform/clock";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Notice, StandingNotice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { oneOf, readForm, tick, typedOf } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { MemberId } from "~db/ids.ts";
import { TICK } from "../rules";
import { RunRow } from "../run-row";
import { weighNow } from "../running.server";
import { trustReport } from "../runs.server";
import { confirmPeople, unconfirmedPeople } from "../unconfirmed.server";
import { UnconfirmedCard } from "../unconfirmed-card";
import "~/ui/rows.css";
import "~/ui/scrolls.css";
import "../trust.css";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await admin(request, context);
  const after = new URL(request.url).searchParams.get("after");
  const [report, unconfirmed] = await Promise.all([trustReport(context.db), unconfirmedPeople(context.db, me, after)]);
  return { ...report, unconfirmed, now: clock.now() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await admin(request, context);
  const ticked = Object.keys(await typedOf(request)).filter((name) => TICK.test(name));
  const ticks = Object.fromEntries(ticked.map((name) => [name, tick]));
  const { wish } = await readForm(request, { ...ticks, wish: oneOf("weigh", "confirm") });
  if (wish === "confirm") await confirmPeople(context.db, me, ticked.map(idTicked));
  else await weighNow(context.db, me);
  flash(context, wish === "confirm" ? "site.flash.confirmed" : "site.flash.weighed");
  return redirect("/admin/trust");
}

const idTicked = (name: string): MemberId => idFrom<MemberId>(TICK.exec(name)?.[1]);

export const handle: PageHandle = { title: "trust.admin" };

export default function AdminTrust() {
  const t = useT();
  const { runs, friendless, isSeedless, unconfirmed, now } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <AdminPage>
      <Card title={t("trust.admin")}>
        <div className="standing">
          {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <p>{t("trust.admin.text")}</p>
          {isSeedless && <StandingNotice>{t("trust.admin.seedless")}</StandingNotice>}
          <Form className="button-row" method="post">
            <Button look="go" name="wish" value="weigh">
              {t("trust.admin.run")}
            </Button>
          </Form>
        </div>
      </Card>
      <Card title={t("trust.admin.runs")}>
        {runs.length === 0 && <p className="muted">{t("trust.admin.runs.none")}</p>}
        {runs.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
          <section className="table-frame scrolls-across" tabIndex={0} aria-label={t("trust.admin.runs")}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("trust.run.at")}</th>
                  {(["lambda", "people", "ties", "seeds", "changed"] as const).map((name) => (
                    <th key={name} scope="col" className="table__number">
                      {t(`trust.run.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {runs.map((run) => (
                  <RunRow key={run.id} run={run} now={now} />
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Card>
      <UnconfirmedCard unconfirmed={unconfirmed} />
      <Card id="friends" title={t("trust.admin.friends")}>
        <div className="standing">
          <p className="muted">{t("trust.admin.friends.text")}</p>
          {friendless?.length === 0 && <p>{t("trust.admin.friends.all")}</p>}
          {friendless && friendless.length > 0 && (
            <ul className="rows">
              {friendless.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          )}
        </div>
      </Card>
    </AdminPage>
  );
}
