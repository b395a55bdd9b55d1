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
import { refuseDeadCode, useMailCode } from "../mail-codes.server";
import { dropToken, letIn, tokenIn } from "../signing-in.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (me) throw redirect("/");
  await refuseDeadCode(context.db, tokenIn(request, "code"));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const { code, next } = await readForm(request, { code: optional, next: optional });
  const memberId = await useMailCode(context.db, tokenIn(request, "code"), code);
  dropToken(context, "code");
  return redirect(await letIn(request, context, memberId, next));
}

export const handle: PageHandle = { title: "identity.code" };

export default function Code() {
  const t = useT();
  const [query] = useSearchParams();
  const next = query.get("next") ?? "/";
  const refused = useRefused();
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={t("identity.code")} text={t("identity.code.text")} answer={refused} />
          <KeptNote next={next} />
          <input type="hidden" name="next" value={next} />
          <CodeField label={t("identity.code.label")} />
          <Button look="go" wide>
            {t("identity.sign.in")}
          </Button>
          <p className="small muted">
            {t("identity.code.none")}{" "}
            <a className="link" href={`/sign-in/mail?next=${encodeURIComponent(next)}`}>
              {t("identity.code.again")}
            </a>
          </p>
        </Form>
      </Card>
    </Columns>
  );
}
