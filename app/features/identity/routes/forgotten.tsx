import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import MailCheck from "lucide-react/icons/mail-check";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextField } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { Blank } from "~/ui/notice";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { visitor } from "../gates.server";
import { askReset } from "../passwords.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await visitor(request, context);
  return { isSending: context.mailer.isConfigured };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const { who } = await readForm(request, { who: optional });
  await askReset(context.db, context, who, context.network);
  return { isAsked: true };
}

export const handle: PageHandle = { title: "identity.forgotten" };

export default function Forgotten() {
  const t = useT();
  const { isSending } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = useRefused();
  const next = <ButtonLink href="/sign-in">{t("identity.sign.in")}</ButtonLink>;
  return (
    <Columns shape="form">
      <Card>
        {answer && "isAsked" in answer ? (
          <Blank heading="h1" icon={<MailCheck aria-hidden="true" />} title={t("identity.forgotten.asked")} next={next}>
            {t(isSending ? "identity.forgotten.mail" : "identity.forgotten.admin")}
          </Blank>
        ) : (
          <Form className="form" method="post">
            <FormHead
              title={t("identity.forgotten")}
              text={t(isSending ? "identity.forgotten.text" : "identity.forgotten.text.admin")}
              answer={refused}
            />
            <TextField
              label={t(isSending ? "identity.forgotten.who" : "identity.username")}
              name="who"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
              defaultValue={refused?.typed.who}
              why={refused?.refusal.fields.who}
            />
            <Button look="go" wide>
              {t(isSending ? "identity.forgotten.ask" : "identity.forgotten.ask.admin")}
            </Button>
          </Form>
        )}
      </Card>
    </Columns>
  );
}
