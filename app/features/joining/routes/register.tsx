import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Mail from "lucide-react/icons/mail";
import { writtenPages } from "~/features/admin/pages.server";
import { visitor } from "~/features/identity/gates.server";
import { ownPath } from "~/features/identity/rules";
import type { PageHandle } from "~/layout/page-title";
import { useT } from "~/platform/i18n/speech";
import { refuse } from "~/platform/refusals";
import { ButtonLink } from "~/ui/button";
import { Columns } from "~/ui/card";
import { Blank, Notice } from "~/ui/notice";
import { useRefused } from "~/web/refusal";
import { RegisterForm } from "../register-form";
import { registerFrom } from "../registering.server";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await visitor(request, context);
  if (me) throw redirect(ownPath(new URL(request.url).searchParams.get("next")));
  refuse(context.community.isSetUp ? null : "setup.pending");
  return { signUp: context.community.signUp, pages: await writtenPages(context.db) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await visitor(request, context);
  return registerFrom(request, context, null);
}

export const handle: PageHandle = { title: "identity.register" };

export default function Register() {
  const t = useT();
  const { signUp, pages } = useLoaderData<typeof loader>();
  if (signUp === "invitation") return <ByInvitation />;
  const text = t(signUp === "approval" ? "joining.register.approval" : "joining.register.text");
  return <RegisterForm title={t("identity.register")} text={text} asksWhy={signUp === "approval"} pages={pages} />;
}

function ByInvitation() {
  const t = useT();
  const refused = useRefused();
  return (
    <Columns shape="narrow">
      {refused && <Notice tone="bad">{refused.refusal.sentence}</Notice>}
      <Blank
        heading="h1"
        icon={<Mail aria-hidden="true" />}
        title={t("joining.by.invitation")}
        next={
          <div className="button-row">
            <ButtonLink look="go" href="/">
              {t("site.trouble.home")}
            </ButtonLink>
            <ButtonLink href="/sign-in">{t("identity.sign.in")}</ButtonLink>
          </div>
        }
      >
        {t("joining.by.invitation.text")}
      </Blank>
    </Columns>
  );
}
