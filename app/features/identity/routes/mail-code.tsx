import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useSearchParams } from "@remix-run/react";
import { KeptNote } from "~/features/keeping/kept-note";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextField } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { visitor } from "../gates.server";
import { askCode } from "../mail-codes.server";
import { ownPath } from "../rules";
import { keepToken } from "../signing-in.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (me) throw redirect("/");
  refuse(context.mailer.isConfigured ? null : "mail.server.missing");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  refuse(context.mailer.isConfigured ? null : "mail.server.missing");
  const { address, next } = await readForm(request, { address: optional, next: optional });
  keepToken(context, "code", await askCode(context.db, context, address, context.network));
  return redirect(`/sign-in/code?next=${encodeURIComponent(ownPath(next))}`);
}

export const handle: PageHandle = { title: "identity.code.ask" };

export default function MailCode() {
  const t = useT();
  const [query] = useSearchParams();
  const next = query.get("next") ?? "/";
  const refused = useRefused();
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={t("identity.code.ask")} text={t("identity.code.ask.text")} answer={refused} />
          <KeptNote next={next} />
          <input type="hidden" name="next" value={next} />
          <TextField
            label={t("identity.address")}
            name="address"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            required
            defaultValue={refused?.typed.address}
            why={refused?.refusal.fields.address}
          />
          <Button look="go" wide>
            {t("identity.code.send")}
          </Button>
          <p className="small muted">
            <a className="link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
              {t("identity.by.password")}
            </a>
          </p>
        </Form>
      </Card>
    </Columns>
  );
}
