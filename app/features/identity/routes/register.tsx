import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useSearchParams } from "@remix-run/react";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { Button } from "~/ui/button";
import { Card, Columns } from "~/ui/card";
import { Notice } from "~/ui/notice";
import { flash } from "~/web/flash.server";
import { optional, readForm } from "~/web/form.server";
import { isRefused } from "~/web/refusal";
import { AccountFields } from "../account-fields";
import { visitor } from "../gates.server";
import { register } from "../identity.server";
import { ownPath } from "../rules";
import { startSession } from "../sessions.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (me) throw redirect("/");
  refuse(context.community.isSetUp ? null : "setup.pending");
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  refuse(context.community.isSetUp ? null : "setup.pending");
  const { next, ...wanted } = await readForm(request, {
    username: optional,
    displayName: optional,
    password: optional,
    next: optional,
  });
  const id = await register(context.db, wanted);
  context.cookies.push(await startSession(context.db, context.origin, id));
  flash(context, "site.flash.welcome");
  return redirect(ownPath(next));
}

export const handle: PageHandle = { title: "identity.register" };

export default function Register() {
  const t = useT();
  const [query] = useSearchParams();
  const next = query.get("next") ?? "/";
  const answer = useActionData<unknown>();
  const refused = isRefused(answer) ? answer : null;
  return (
    <Columns shape="form">
      <Card>
        <Form className="form" method="post">
          <div>
            <h1>{t("identity.register")}</h1>
            <p className="muted">{t("identity.register.text")}</p>
          </div>
          {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
          <input type="hidden" name="next" value={next} />
          <AccountFields answer={refused} />
          <Button look="go" wide>
            {t("identity.register")}
          </Button>
          <p className="small muted">
            {t("identity.known.here")}{" "}
            <a className="link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
              {t("identity.sign.in")}
            </a>
          </p>
        </Form>
      </Card>
    </Columns>
  );
}
