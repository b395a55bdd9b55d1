import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { refuseStaleLink } from "~/features/admin/set-up.server";
import { visitor } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { BackLink } from "~/ui/back-link";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { FileField } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { Progress } from "~/ui/progress";
import { flash } from "~/web/flash.server";
import { useRefused } from "~/web/refusal";
import { takeRestoreForm } from "../restore-form.server";
import "../backup.css";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  const token = params.token ?? "";
  await refuseStaleLink(context.db, token);
  return { token };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  await visitor(request, context);
  await takeRestoreForm(context, params.token ?? "", request);
  flash(context, "site.flash.restored");
  return redirect("/sign-in");
}

export const handle: PageHandle = { title: "backup.restore.title" };

export default function Restore() {
  const t = useT();
  const { token } = useLoaderData<typeof loader>();
  const refused = useRefused();
  const isSending = useNavigation().state !== "idle";
  return (
    <Columns shape="form">
      <Card>
        <BackLink href={`/set-up/${token}`}>{t("admin.set.up.title")}</BackLink>
        <Form className="form" method="post" encType="multipart/form-data">
          <FormHead title={t("backup.restore.title")} text={t("backup.restore.text")} answer={refused} />
          <FileField
            label={t("backup.restore.file")}
            hint={t("backup.restore.hint")}
            why={refused?.refusal.fields.file}
            name="file"
            accept=".gz,application/gzip"
            required
          />
          {isSending && (
            <div className="backup__progress" role="status">
              <Progress aria-label={t("backup.restore.going")} />
              <p className="small muted">{t("backup.restore.going")}</p>
            </div>
          )}
          <Button look="go" wide disabled={isSending}>
            {t("backup.restore.go")}
          </Button>
        </Form>
      </Card>
    </Columns>
  );
}
