import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { member } from "~/features/identity/gates.server";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextField } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { rename } from "../members.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { displayName } = await member(request, context);
  return { displayName };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const me = await member(request, context);
  const { displayName } = await readForm(request, { displayName: optional });
  await rename(context.db, me, displayName);
  flash(context, "site.flash.saved");
  return redirect("/me");
}

export const handle: PageHandle = { title: "members.name" };

export default function Name() {
  const t = useT();
  const { displayName } = useLoaderData<typeof loader>();
  const refused = useRefused();
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={t("members.name")} text={t("members.name.text")} answer={refused} />
          <TextField
            label={t("identity.display.name")}
            name="displayName"
            autoComplete="nickname"
            required
            defaultValue={refused?.typed.displayName ?? displayName}
            why={refused?.refusal.fields.displayName}
          />
          <div className="button-row">
            <Button look="go">{t("site.save")}</Button>
            <ButtonLink look="quiet" href="/me">
              {t("site.cancel")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </Columns>
  );
}
