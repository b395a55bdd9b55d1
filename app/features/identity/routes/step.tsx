import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useSearchParams } from "@remix-run/react";
import { KeptNote } from "~/features/keeping/kept-note";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { FormHead } from "~/ui/form-head";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { CodeField } from "../code-field";
import { visitor } from "../gates.server";
import { letInBySecondStep, refuseNoFirstStep } from "../signing-in.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (me) throw redirect("/");
  await refuseNoFirstStep(context.db, request);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const { code, next } = await readForm(request, { code: optional, next: optional });
  return redirect(await letInBySecondStep(request, context, code, next));
}

export const handle: PageHandle = { title: "identity.step" };

export default function Step() {
  const t = useT();
  const [query] = useSearchParams();
  const refused = useRefused();
  const next = query.get("next") ?? "/";
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={t("identity.step")} answer={refused} />
          <KeptNote next={next} />
          <input type="hidden" name="next" value={next} />
          <CodeField
            label={t("identity.two.step.code")}
            hint={t("identity.step.hint")}
            why={refused?.refusal.fields.code}
            anySigns
          />
          <Button look="go" wide>
            {t("identity.sign.in")}
          </Button>
          <p className="small muted">{t("identity.step.lost")}</p>
        </Form>
      </Card>
    </Columns>
  );
}
