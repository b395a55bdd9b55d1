import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { KeptNote } from "~/features/keeping/kept-note";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { Button, ButtonLink } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { TextField } from "~/ui/field";
import { FormHead } from "~/ui/form-head";
import { optional, readForm } from "~/web/form.server";
import { useRefused } from "~/web/refusal";
import { visitor } from "../gates.server";
import { checkPassword } from "../passwords.server";
import { ownPath } from "../rules";
import { letIn } from "../signing-in.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  const { search, searchParams } = new URL(request.url);
  if (me) throw redirect(ownPath(searchParams.get("next")));
  if (context.isDemo) throw redirect(`/demo${search}`);
  return { isSending: context.mailer.isConfigured, signUp: context.community.signUp };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  const { username, password, next } = await readForm(request, {
    username: optional,
    password: optional,
    next: optional,
  });
  const id = await checkPassword(context.db, username, password, context.network);
  return redirect(await letIn(request, context, id, next));
}

export const handle: PageHandle = { title: "identity.sign.in" };

export default function SignIn() {
  const t = useT();
  const { isSending, signUp } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  const next = query.get("next") ?? "/";
  const refused = useRefused();
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <FormHead title={t("identity.sign.in")} answer={refused} />
          <KeptNote next={next} />
          <input type="hidden" name="next" value={next} />
          <TextField
            label={t("identity.username")}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            required
            defaultValue={refused?.typed.username}
          />
          <TextField
            label={t("identity.password")}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          <Button look="go" wide>
            {t("identity.sign.in")}
          </Button>
          {isSending && (
            <ButtonLink wide href={`/sign-in/mail?next=${encodeURIComponent(next)}`}>
              {t("identity.by.code")}
            </ButtonLink>
          )}
          <p className="small muted">
            <a className="link" href="/forgotten">
              {t("identity.forgotten.link")}
            </a>
          </p>
          <p className="small muted">
            {t("identity.new.here")}{" "}
            {signUp === "invitation" ? (
              t("identity.by.invitation")
            ) : (
              <a className="link" href={`/register?next=${encodeURIComponent(next)}`}>
                {t(signUp === "approval" ? "identity.by.approval" : "identity.register")}
              </a>
            )}
          </p>
        </Form>
      </Card>
    </Columns>
  );
}
