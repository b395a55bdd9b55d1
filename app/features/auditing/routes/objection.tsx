import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { idFrom } from "~/platform/ids";
import { BackLink } from "~/ui/back-link";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextBox } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import type { AuditId } from "~db/ids.ts";
import { ownExclusion } from "../audits.server";
import { objectToAudit } from "../objecting.server";
import "~/ui/rows.css";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const me = await member(request, context);
  return ownExclusion(context.db, me, idFrom<AuditId>(params.auditId));
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const id = idFrom<AuditId>(params.auditId);
  const { objection } = await readForm(request, { objection: optional });
  await objectToAudit(context.db, me, id, objection);
  flash(context, "auditing.flash.objected");
  return redirect(`/audits/${id}/objection`);
}

export const handle: PageHandle = { title: "auditing.own" };

export default function OwnObjection() {
  const t = useT();
  const { topicId, title, findings, isExcluded, objection, answer } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      <div>
        <BackLink href={`/ideas/${topicId}`}>{title}</BackLink>
        <h1>{t("auditing.own")}</h1>
      </div>
      {isExcluded ? (
        <Card title={t("auditing.own.why")}>
          <p>{t("auditing.own.text")}</p>
          <ul className="rows">
            {findings.map((reason) => (
              <li key={reason}>{t(`auditing.own.${reason}`)}</li>
            ))}
          </ul>
        </Card>
      ) : (
        <Notice tone="good">{t("refusals.audit.over")}</Notice>
      )}
      {objection === null ? (
        isExcluded && (
          <Card>
            <Form method="post" className="form">
              <TextBox
                label={t("auditing.own.objection")}
                hint={t("auditing.own.hint")}
                name="objection"
                rows={4}
                defaultValue={refused?.typed.objection}
                why={refused?.refusal.fields.objection}
              />
              <div className="button-row">
                <Button look="go">{t("auditing.own.send")}</Button>
              </div>
            </Form>
          </Card>
        )
      ) : (
        <Card title={t("auditing.own.said")}>
          <p className="as-typed">{objection}</p>
          {answer !== "" && <p className={answer ? "as-typed" : "muted"}>{answer ?? t("auditing.own.waiting")}</p>}
        </Card>
      )}
    </Columns>
  );
}
